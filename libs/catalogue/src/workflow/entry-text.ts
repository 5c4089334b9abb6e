import { hash } from 'node:crypto';
import { foldText } from '@maillage/kernel';
import type { EntryContent } from '../fields/entry-content.js';

/** Shorter texts say too little to tell two entries apart or alike. */
const SHORTEST_TEXT = 80;

/** Hashes by which an entry that says the same is found; case, accents and punctuation do not count. */
export function textHashes(content: EntryContent): { titleHash: string; textHash: string | null } {
  const text = foldText(typeof content['description'] === 'string' ? content['description'] : '');
  return {
    titleHash: hash('sha256', foldText(typeof content['title'] === 'string' ? content['title'] : '')),
    textHash: text.length < SHORTEST_TEXT ? null : hash('sha256', text),
  };
}
