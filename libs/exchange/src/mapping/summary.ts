import { cutAtWord } from './cell-text.js';

/**
 * Ends of sentences: after a word of three letters, an acronym, a number or a closing sign (so not « M. », « G. », « p. »),
 * before white space or, where the space was forgotten, a capital.
 */
const SENTENCE_END = /(?<=[\p{L}\p{N}]{3}|\p{Lu}{2}|\p{N}|[)»”"’]\s?)[.!?…]+(?=[\s»”"]|$|\p{Lu}[\p{Ll}'’])/gu;

/** The sentences of a description that fit into `max` characters, on one line; cut at a word when the first is longer. */
export function summaryOf(description: string, max: number): string {
  const text = description.replace(/\s+/gu, ' ').trim();
  if (text.length <= max) return text;
  let end = 0;
  for (const match of text.slice(0, max + 1).matchAll(SENTENCE_END)) {
    const after = match.index + match[0].length;
    if (after <= max) end = after;
  }
  return end > 0 ? text.slice(0, end) : cutAtWord(text, max);
}
