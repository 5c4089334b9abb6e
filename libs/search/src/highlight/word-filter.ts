import { LAST_PLAIN, SILENT, unitKind } from '../analysis/character.js';

/** Of a stem, the first letters that every word of that stem has: endings change no more than two (« indiqu », "dying"). */
const CHANGING = 2;
const FEWEST = 2;
/** More letters would turn away hardly more words. */
const MOST = 6;
/** "dying" has the stem "die": both letters are one here. */
const Y = unitKind('y'.charCodeAt(0));
const I = unitKind('i'.charCodeAt(0));
const WIDTH = LAST_PLAIN + 1;
const ENOUGH = -1;

/**
 * Tells by its first letters that a word of a text cannot be one of those looked for, so that few words are analysed.
 * It lets words through that are none, and never turns away one that is.
 */
export class WordFilter {
  /** Rows of a trie: for each letter the next row, 0 for none, or ENOUGH. */
  private readonly rows: number[] = new Array<number>(WIDTH).fill(0);

  addStem(stem: string): void {
    this.add(stem, Math.min(Math.max(stem.length - CHANGING, FEWEST), stem.length, MOST));
  }

  addPrefix(folded: string): void {
    this.add(folded, Math.min(folded.length, MOST));
  }

  /** Letters that fold to several or to no plain one (« œ », « ж ») let the word through. */
  lets(text: string, start: number, end: number): boolean {
    let row = 0;
    for (let index = start; index < end; index += 1) {
      const kind = unitKind(text.charCodeAt(index));
      if (kind === SILENT) continue;
      if (!isPlain(kind)) return true;
      row = this.rows[row + letterOf(kind)] ?? 0;
      if (row === ENOUGH) return true;
      if (row === 0) return false;
    }
    return false;
  }

  private add(word: string, length: number): void {
    const kinds = [...word.slice(0, length)].map((letter) => unitKind(letter.charCodeAt(0)));
    const strange = kinds.findIndex((kind) => !isPlain(kind));
    const letters = strange < 0 ? kinds : kinds.slice(0, strange);
    let row = 0;
    for (const [place, kind] of letters.entries()) {
      const at = row + letterOf(kind);
      const next = this.rows[at] ?? 0;
      if (next === ENOUGH) return;
      if (place === letters.length - 1) this.rows[at] = ENOUGH;
      else row = next > 0 ? next : this.newRow(at);
    }
  }

  private newRow(from: number): number {
    const row = this.rows.length;
    for (let letter = 0; letter < WIDTH; letter += 1) this.rows.push(0);
    this.rows[from] = row;
    return row;
  }
}

function isPlain(kind: number): boolean {
  return kind > 0 && kind <= LAST_PLAIN;
}

function letterOf(kind: number): number {
  return kind === Y ? I : kind;
}
