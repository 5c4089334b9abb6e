/**
 * Endings that Snowball leaves to French words: plurals of what ends in a vowel (« lois », « vidéos », « jeux », « rues »),
 * « publique » beside « public », « accessibilité » beside « accessible ». Only for what Snowball does not change:
 * « français » and « française » stay together.
 */
const endings: readonly (readonly [RegExp, string])[] = [
  [/(?<=..[aeiouy])s$/, ''],
  [/(?<=.[aeo]u)x$/, ''],
  [/iqu$/, 'ic'],
  [/ibil$/, 'ibl'],
];

/** @param stem folded; given back as it is when it has none of the endings */
export function withoutFrenchEnding(stem: string): string {
  const [ending, replacement] = endings.find(([pattern]) => pattern.test(stem)) ?? [];
  return ending === undefined || replacement === undefined ? stem : stem.replace(ending, replacement);
}

/** What would be left of « polit(ique) », « visit(e) », « repas », « métier », « loisir », « permis »: no verbs. */
const cuts: ReadonlyMap<number, RegExp> = new Map([
  [3, /^[ai]/],
  [4, /^i[rs]/],
]);

/** Whether Snowball took the end of a short word for that of a verb. */
export function cutsTooMuch(word: string, stem: string): boolean {
  return word.startsWith(stem) && (cuts.get(stem.length)?.test(word.slice(stem.length)) ?? false);
}
