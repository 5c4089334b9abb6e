import { createHash } from 'node:crypto';
import { foldText } from '@maillage/kernel';

/**
 * Identity of a row in a source that has none: a hash of names that say what it is about. Case, accents, punctuation and
 * white space do not count, so that a mended spelling of those is a change, not another entry.
 */
export function rowIdentity(...names: readonly string[]): string {
  return createHash('sha256').update(names.map(foldText).join('\u001f')).digest('hex').slice(0, 40);
}
