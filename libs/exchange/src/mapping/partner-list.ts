/** Words that join the parts of one French name: a hyphen beside them separates nothing. */
const JOINING = new Set(
  'saint sainte saints st ste sur sous en les lès lez le la de du des d et aux au à a près val mont haut haute hauts bas basse'.split(
    ' ',
  ),
);
/** Beginnings of compound names that are common among partners of French cities. */
const COMPOUND =
  /^(aix|clermont|seine|centre|bourgogne|auvergne|rhône|provence|nouvelle|pays|grand|île|ile|saône|loir|indre|tarn|lot|eure|meurthe|charleville|cergy|jean|marie|anne|pierre|paul)$/i;

/**
 * Names in a cell that lists partners. Line breaks and semicolons separate; then commas outside parentheses; where a part
 * has no comma, a hyphen. A hyphen inside of a compound name (Saint-…, …-sur-…) separates nothing.
 */
export function readPartners(text: string): readonly string[] {
  const names = text
    .split(/[\n;]+/u)
    .flatMap((part) => splitAtCommas(part))
    .map((name) => name.replace(/\s+/gu, ' ').trim())
    .filter((name) => name !== '');
  return [...new Set(names)];
}

function splitAtCommas(part: string): string[] {
  const names = part.split(/,(?![^(]*\))/u);
  return names.length > 1 ? names : splitAtHyphens(part);
}

function splitAtHyphens(part: string): string[] {
  const [first = '', ...rest] = part.split(/(?<=\S\s?)[-–—](?=\s?\S)/u);
  return rest.reduce<string[]>(
    (names, next) => {
      const last = names.at(-1) ?? '';
      const spaced = /\s$/u.test(last) || /^\s/u.test(next);
      if (!spaced && isCompound(last, next)) names[names.length - 1] = `${last}-${next}`;
      else names.push(next);
      return names;
    },
    [first],
  );
}

function isCompound(before: string, after: string): boolean {
  const last = before.split(/[\s-]/u).at(-1) ?? '';
  const next = after.split(/[\s-]/u)[0] ?? '';
  return [last, next].some((word) => JOINING.has(word.toLowerCase())) || COMPOUND.test(last);
}
