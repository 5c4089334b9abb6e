import { setImmediate as turn } from 'node:timers/promises';
import { JoinedCalls } from './joined-calls.js';

/** A question whose answers are given by hand. */
class Question {
  readonly asked: { readonly key: string; answer(value: string): void; fail(error: Error): void }[] = [];

  readonly ask = (key: string): Promise<string> =>
    new Promise((resolve, reject) => this.asked.push({ key, answer: resolve, fail: reject }));
}

describe('calls that join', () => {
  let question: Question;
  let calls: JoinedCalls<string>;

  beforeEach(() => {
    question = new Question();
    calls = new JoinedCalls(question.ask);
  });

  it('serves whoever comes during a question by the next one, all together', async () => {
    const first = calls.get('a');
    const later = [calls.get('a'), calls.get('a')];
    expect(question.asked).toHaveLength(1);
    question.asked[0]?.answer('old');
    expect(await first).toBe('old');
    await turn();
    expect(question.asked).toHaveLength(2);
    const latest = calls.get('a');
    question.asked[1]?.answer('new');
    expect(await Promise.all(later)).toEqual(['new', 'new']);
    await turn();
    question.asked[2]?.answer('newest');
    expect(await latest).toBe('newest');
    expect(question.asked).toHaveLength(3);
  });

  it('keeps no answer for those who come afterwards', async () => {
    const first = calls.get('a');
    question.asked[0]?.answer('old');
    await first;
    void calls.get('a');
    expect(question.asked).toHaveLength(2);
  });

  it('lets nobody wait for another’s question', () => {
    void calls.get('a');
    void calls.get('b');
    expect(question.asked.map(({ key }) => key)).toEqual(['a', 'b']);
  });

  it('asks again after a failure, which only those have whom it served', async () => {
    const first = calls.get('a');
    const second = calls.get('a');
    question.asked[0]?.fail(new Error('away'));
    await expect(first).rejects.toThrow('away');
    await turn();
    question.asked[1]?.answer('back');
    expect(await second).toBe('back');
  });

  it('does not wait for ever behind a question that hangs', async () => {
    void calls.get('a');
    const second = calls.get('a');
    while (question.asked.length < 2) await turn();
    question.asked[1]?.answer('there');
    expect(await second).toBe('there');
  });
});
