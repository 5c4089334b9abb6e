import { localize, UserInputError } from '@maillage/kernel';

const message = { fr: '`first` va de 1 à {max}.', en: '`first` goes from 1 to {max}.' };

/** Page size asked for; 20 by default. @throws UserInputError FIRST_OUT_OF_RANGE: a size is refused, never cut in silence */
export function firstOf(first: number | null | undefined, max: number): number {
  if (first === null || first === undefined) return Math.min(20, max);
  if (first >= 1 && first <= max) return first;
  throw UserInputError.of('FIRST_OUT_OF_RANGE', localize(message, { max }), ['first'], { max });
}
