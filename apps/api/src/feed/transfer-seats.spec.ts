import { TransferSeats } from './transfer-seats.js';

describe('seats of transfers', () => {
  it('are fewer for one caller than for all', () => {
    const seats = new TransferSeats({ all: 3, each: 2 });
    const [first, second] = [seats.take('a'), seats.take('a')];
    expect([typeof first, typeof second, seats.take('a')]).toEqual(['function', 'function', 'OWN']);
    expect([typeof seats.take('b'), seats.take('b'), seats.take('c')]).toEqual(['function', 'ALL', 'ALL']);
  });

  it('are free again once they were given back, and not twice', () => {
    const seats = new TransferSeats({ all: 1, each: 1 });
    const give = seats.take('a') as () => void;
    expect(seats.take('b')).toBe('ALL');
    give();
    expect(typeof seats.take('b')).toBe('function');
    give();
    expect([seats.take('b'), seats.take('c')]).toEqual(['OWN', 'ALL']);
  });
});
