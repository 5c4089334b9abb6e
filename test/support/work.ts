/**
 * How work grows with its input: about 1 for linear work, about 64 for quadratic work.
 * @param build an input of so many units
 */
export function growthOf<Input>(build: (length: number) => Input, work: (input: Input) => unknown): number {
  const [short, long] = [build(SHORT), build(SHORT * FACTOR)];
  // As many units on both sides, by turns; of some rounds the best counts, whatever the collection of garbage adds.
  let [least, most] = [Infinity, Infinity];
  for (let round = 0; round < ROUNDS; round += 1) {
    least = Math.min(
      least,
      microseconds(() => Array.from({ length: FACTOR }, () => work(short))),
    );
    most = Math.min(
      most,
      microseconds(() => work(long)),
    );
  }
  return most / least;
}

const SHORT = 1_250;
const FACTOR = 64;
const ROUNDS = 5;

/** Of processor time. */
function microseconds(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}
