/**
 * Seeded chance (sfc32): the same seed gives the same choices on every machine. Its state has 128 bits: with 32, two of
 * 100,000 entries would be the same one.
 */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private count = 1;

  /** @param seeds whole numbers; streams of different seeds do not resemble each other */
  constructor(...seeds: readonly number[]) {
    const word = (start: number): number => seeds.reduce((state, seed) => mix(state ^ mix(seed + start)), start);
    this.a = word(0x243f6a88);
    this.b = word(0x13198a2e);
    this.c = word(0x03707344);
    for (let round = 0; round < 12; round += 1) this.next();
  }

  /** From 0 (included) to 1 (excluded). */
  next(): number {
    const t = (this.a + this.b + this.count) | 0;
    this.count = (this.count + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + t) | 0;
    return (t >>> 0) / 4_294_967_296;
  }

  /** Both ends included. */
  integer(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** Every item as likely as the others. */
  pick<T>(items: readonly T[]): T {
    return at(items, Math.floor(this.next() * items.length));
  }

  /** Zipf's law (exponent 1): the item at rank r is about 1/r as likely as the first. */
  zipf<T>(items: readonly T[]): T {
    return at(items, this.zipfRank(items.length));
  }

  /** A rank from 0, by Zipf's law. */
  zipfRank(size: number): number {
    return Math.min(size - 1, Math.floor(Math.exp(this.next() * Math.log(size + 1))) - 1);
  }

  /** @param shares value and weight; weights need not add up to anything */
  weighted<T>(shares: readonly (readonly [value: T, weight: number])[]): T {
    let left = this.next() * shares.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [value, weight] of shares) {
      left -= weight;
      if (left < 0) return value;
    }
    return at(shares, shares.length - 1)[0];
  }

  /** Different items, by Zipf's law; fewer when the list is short. */
  some<T>(items: readonly T[], count: number): T[] {
    const chosen = new Set<T>();
    for (let tries = 0; chosen.size < count && tries < count * 8; tries += 1) chosen.add(this.zipf(items));
    return [...chosen];
  }

  /** A UUIDv7 of that moment. */
  uuid(moment: number): string {
    const time = moment.toString(16).padStart(12, '0');
    const hex = (digits: number): string =>
      Math.floor(this.next() * 16 ** digits)
        .toString(16)
        .padStart(digits, '0');
    return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${(8 + Math.floor(this.next() * 4)).toString(16)}${hex(3)}-${hex(6)}${hex(6)}`;
  }
}

function at<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError('A choice from an empty list');
  return item;
}

function mix(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
