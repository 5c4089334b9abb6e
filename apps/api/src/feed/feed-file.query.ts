import { kindEnumeration, valuesOf } from '@maillage/catalogue';
import type { FeedFilter } from '@maillage/feed';
import { UserInputError } from '@maillage/kernel';
import { fieldEnum } from '../fields/field-enum.js';

const PARTS = ['kinds', 'territories', 'themes'] as const;

/** What a file of the feed is asked for: lists separated by commas. @throws UserInputError FILTER_UNKNOWN, VALUE_UNKNOWN */
export function feedFileQuery(query: object): { readonly filter: FeedFilter; readonly after: string | null } {
  const filter: Record<string, string[]> = {};
  let after: string | null = null;
  for (const [name, value] of Object.entries(query)) {
    if (typeof value !== 'string' || value.includes('\0')) throw unknownFilter(name);
    if (name === 'after') after = value;
    else if ((PARTS as readonly string[]).includes(name)) filter[name] = value.split(',').filter((part) => part !== '');
    else throw unknownFilter(name);
  }
  checkValues('kinds', filter['kinds'], valuesOf(kindEnumeration));
  checkValues('themes', filter['themes'], Object.keys(fieldEnum('themes')));
  return { filter, after };
}

function checkValues(name: string, given: readonly string[] | undefined, known: readonly string[]): void {
  const foreign = given?.find((value) => !known.includes(value));
  if (foreign === undefined) return;
  const values = known.join(', ');
  const message = {
    fr: `${foreign.slice(0, 40)} n’est pas une valeur de ${name}. Valeurs : ${values}.`,
    en: `${foreign.slice(0, 40)} is no value of ${name}. Values: ${values}.`,
  };
  throw UserInputError.of('VALUE_UNKNOWN', message, [name]);
}

function unknownFilter(name: string): UserInputError {
  const known = [...PARTS, 'after'].join(', ');
  const message = {
    fr: `Paramètre inconnu ou répété : ${name.slice(0, 40)}. Paramètres : ${known}.`,
    en: `Unknown or repeated parameter: ${name.slice(0, 40)}. Parameters: ${known}.`,
  };
  return UserInputError.of('FILTER_UNKNOWN', message, [name.slice(0, 40)]);
}
