/**
 * Text reduced to what people type: lower case, no accents, ligatures opened, apostrophes and hyphens as spaces.
 * "L’Haÿ-les-Roses" → "l hay les roses".
 */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/ß/g, 'ss')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
