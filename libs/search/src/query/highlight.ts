import { MARK_CLOSE, MARK_OPEN } from '../document/mark.js';

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  [MARK_OPEN]: '<mark>',
  [MARK_CLOSE]: '</mark>',
};

const pattern = new RegExp(`[&<>"'${MARK_OPEN}${MARK_CLOSE}]`, 'g');

/**
 * The engine's marked text as HTML that is safe to insert: everything is escaped, the only tag is `<mark>`.
 * @returns null when no word is marked
 */
export function highlightHtml(marked: string | undefined): string | null {
  if (marked === undefined || !marked.includes(MARK_OPEN)) return null;
  return marked.replace(pattern, (character) => escapes[character] ?? '');
}
