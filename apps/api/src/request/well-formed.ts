import { type Localized, type UserError, UserInputError } from '@maillage/kernel';

const message: Localized = {
  fr: 'Ce texte contient un caractère nul ou une moitié de caractère : retirez-le, il ne peut pas être conservé.',
  en: 'This text contains a NUL or half a character: remove it, it cannot be kept.',
};

/**
 * No text of the arguments holds what neither PostgreSQL nor JSON can keep (U+0000, lone surrogates).
 * @throws UserInputError TEXT_MALFORMED naming every place
 */
export function assertWellFormed(values: unknown): void {
  // Places are told only where there is something to tell: nearly always there is not.
  if (isWellFormed(values)) return;
  const errors: UserError[] = [];
  visit(values, [], errors);
  throw new UserInputError(errors.slice(0, 20));
}

function isWellFormed(value: unknown): boolean {
  if (typeof value === 'string') return !value.includes('\0') && value.isWellFormed();
  if (value === null || typeof value !== 'object') return true;
  return Object.values(value).every(isWellFormed);
}

function visit(value: unknown, path: readonly string[], errors: UserError[]): void {
  if (value !== null && typeof value === 'object') {
    for (const [name, inner] of Object.entries(value)) visit(inner, [...path, name], errors);
  } else if (!isWellFormed(value)) errors.push({ code: 'TEXT_MALFORMED', message, path });
}
