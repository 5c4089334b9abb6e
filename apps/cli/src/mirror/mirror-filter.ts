import type { FeedFilter } from '@maillage/mirror';
import { InvalidArgumentError } from 'commander';

const NAMES = ['kinds', 'territories', 'themes'] as const;

/**
 * `kinds=USE_CASE,DATA_CHARTER;themes=MOBILITY`, or the option several times.
 * @param before what earlier options gave
 * @throws InvalidArgumentError
 */
export function parseFilter(text: string, before: FeedFilter = {}): FeedFilter {
  const lists: Record<string, readonly string[]> = { ...before };
  let name: string | undefined;
  for (const part of text.split(/[;,]/)) {
    const [head = '', tail] = part.split('=', 2).map((one) => one.trim());
    if (tail !== undefined) name = NAMES.find((one) => one === head);
    const value = tail ?? head;
    if (name === undefined || value === '') {
      throw new InvalidArgumentError(
        `write kinds=A,B and themes=C and territories=D, e.g. kinds=USE_CASE,themes=MOBILITY`,
      );
    }
    lists[name] = [...(lists[name] ?? []), value];
  }
  return lists;
}
