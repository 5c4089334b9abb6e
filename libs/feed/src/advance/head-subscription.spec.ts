import { HeadSubscription } from './head-subscription.js';

const head = (seq: number, epoch = 'a') => ({ epoch, seq });

describe('the heads of one subscriber', () => {
  it('begin with the head that is known, and tell none twice', async () => {
    const heads = new HeadSubscription(head(3), () => undefined);
    expect(await heads.next()).toEqual({ done: false, value: head(3) });
    const next = heads.next();
    heads.offer(head(3));
    heads.offer(head(4));
    expect(await next).toEqual({ done: false, value: head(4) });
  });

  it('skip what a slow reader did not read', async () => {
    const heads = new HeadSubscription(null, () => undefined);
    for (let seq = 1; seq <= 1_000; seq += 1) heads.offer(head(seq));
    expect(await heads.next()).toEqual({ done: false, value: head(1_000) });
  });

  it('tell a new epoch, also with a smaller number', async () => {
    const heads = new HeadSubscription(head(9), () => undefined);
    await heads.next();
    heads.offer(head(2, 'b'));
    expect(await heads.next()).toEqual({ done: false, value: head(2, 'b') });
  });

  it('end at once, also while they wait, and say so once', async () => {
    let ended = 0;
    const heads = new HeadSubscription(null, () => (ended += 1));
    const next = heads.next();
    await heads.return();
    await heads.return();
    expect([await next, await heads.next(), ended]).toEqual([
      { done: true, value: undefined },
      { done: true, value: undefined },
      1,
    ]);
  });
});
