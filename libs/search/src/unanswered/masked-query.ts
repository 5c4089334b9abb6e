import { stemsOf } from '../analysis/analyser.js';

/** Longest text that is kept of a query, and longest that is looked at, in UTF-16 units. */
const MAX_TEXT = 100;
const MAX_READ = 1_000;
/** Stands where something was taken out. */
const MASK = '…';

/** What is kept of a query: words, and nothing that tells of a person. */
export interface MaskedQuery {
  /** As typed, but for what is masked; at most 100 characters. */
  readonly text: string;
  /** Its words without stop words, stemmed, parted by single spaces: « les chatbots » and « Chatbot » are one query. */
  readonly stems: string;
}

/** Characters that show nothing, which word processors and people who hide put between others. */
const unseen = /[\p{Cf}\p{M}\p{Cc}]/gu;
/** What stands around an @, however it is written: « nom@ville.fr », « nom (at) ville.fr », « nom arobase ville ». */
const mailAddress = /[^\s@]*\s*(?:@|[([{<]\s*(?:at|a|arobase?)\s*[)\]}>]|\sarobase?\s)\s*[^\s@]*/giu;
/** The same in words that mean something else too: only where a domain follows. */
const spokenAddress = /\S+\s(?:at|chez)\s\S+\.\p{L}{2,}/giu;
/** Four digits or more, whatever stands between them but letters: telephones, numbers of people, files and cards. */
const digits = /\p{N}(?:[^\p{L}\p{N}]{0,6}\p{N}){3,}/gu;
/** Keys, tokens, hashes: long, without a space, with a digit in them. */
const secret = /(?<!\S)(?=\S{20})[^\s\p{N}]*\p{N}\S*/gu;
const masks = new RegExp(`${MASK}(?:[^\\p{L}\\p{N}]*${MASK})+`, 'gu');

/**
 * Takes e-mail addresses, runs of digits and long secrets out of a query, then cuts it; in this order, so that no half
 * of an address is left. Names of people are words like others: nothing can tell them.
 * @returns null when no word is left to search for
 */
export function maskedQuery(query: string): MaskedQuery | null {
  const text = readable(query)
    .replace(mailAddress, MASK)
    .replace(spokenAddress, MASK)
    .replace(secret, MASK)
    .replace(digits, MASK)
    .replace(masks, MASK);
  const cut = wholeCharacters(text.slice(0, MAX_TEXT)).trim();
  const stems = stemsOf(cut, 'FR').join(' ');
  return stems === '' ? null : { text: cut, stems };
}

/** One line, in which what looks alike is alike. Where it is cut, the word that was cut goes: it may be half a secret. */
function readable(query: string): string {
  const line = query.toWellFormed().normalize('NFKC').replace(/\s+/gu, ' ').replace(unseen, '').trim();
  return line.length > MAX_READ ? line.slice(0, MAX_READ).replace(/\S*$/u, '') : line;
}

function wholeCharacters(cut: string): string {
  return /[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut;
}
