import type { OrganizationType } from '@maillage/identity';
import { foldText } from '@maillage/kernel';

/** What a name alone tells of an organization. */
export interface NameParts {
  /** Folded name. */
  readonly folded: string;
  /** The proper part of it: « Ville de X », « X Métropole », « CA du X » and « X » have the same. */
  readonly core: string;
  /** Type that the words of the name tell; null when they tell none. */
  readonly type: OrganizationType | null;
}

const TYPES: readonly (readonly [RegExp, OrganizationType])[] = [
  [/\b(syndicat|sivu|sivom|smo|sictom|smictom|pole metropolitain|petr)\b/, 'SYNDICAT'],
  [/\b(etablissement public territorial|ept)\b/, 'EPT'],
  [/^(ville|commune|mairie|municipalite)\b/, 'COMMUNE'],
  [/^((le )?(conseil )?departement(al)?|cd \d)\b|\bconseil departemental\b/, 'DEPARTEMENT'],
  [/^((le |la )?(conseil )?region(al)?)\b|\bconseil regional\b/, 'REGION'],
  [/\b(euro)?metropole\b|\bcommunaute (d |de |urbaine)|^(ca|cc|cu)\b|\bagglomeration\b|\bagglo\b/, 'EPCI'],
  [/\b(prefecture|ministere|direction (departementale|regionale)|rectorat|dreal|ddtm?)\b/, 'STATE_BODY'],
  [/\bassociation\b/, 'ASSOCIATION'],
];

const GENERIC = new Set(
  (
    'ville commune mairie municipalite metropole eurometropole communaute communautes agglomeration agglomerations agglo ' +
    'communes urbaine ca cc cu ept epci etablissement public territorial departement departemental conseil region ' +
    'regional de du des d la le les l'
  ).split(' '),
);

/** Pure. */
export function readOrganizationName(name: string): NameParts {
  const folded = foldText(name.replace(/\([^)]*\)/gu, ' '));
  const proper = folded
    .split(' ')
    .filter((word) => !GENERIC.has(word))
    .map((word) => (word === 'st' ? 'saint' : word === 'ste' ? 'sainte' : word));
  const type = TYPES.find(([words]) => words.test(folded))?.[1] ?? null;
  return { folded, core: proper.join(' ') || folded, type };
}
