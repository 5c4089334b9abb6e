/** What French and English texts are made of once accents stand apart from their letters; no sign of it but a-z is one. */
const USUAL = /^[\0-\x7f\xa0-\xbfŒœÆæß\u2010-\u206f€]*$/;

/**
 * Text reduced to what people type: lower case, no accents, ligatures opened, apostrophes and hyphens as spaces.
 * "L’Haÿ-les-Roses" → "l hay les roses".
 */
export function foldText(text: string): string {
  const apart = text.normalize('NFKD');
  const plain = apart.replace(/[\u0300-\u036f]+/g, '');
  // Classes of all scripts take three times as long, and every entry that is written is folded.
  if (USUAL.test(plain))
    return opened(plain)
      .replace(/[^a-z0-9]+/g, ' ')
      .trim();
  return opened(apart.replace(/\p{M}+/gu, ''))
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function opened(letters: string): string {
  return letters.toLowerCase().replace(/œ/g, 'oe').replace(/æ/g, 'ae').replace(/ß/g, 'ss');
}
