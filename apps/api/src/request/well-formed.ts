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
  const errors: UserError[] = [];
  visit(values, [], errors);
  if (errors.length > 0) throw new UserInputError(errors.slice(0, 20));
}

function visit(value: unknown, path: readonly string[], errors: UserError[]): void {
  if (typeof value === 'string') {
    if (value.includes('\0') || !value.isWellFormed()) errors.push({ code: 'TEXT_MALFORMED', message, path });
  } else if (value !== null && typeof value === 'object') {
    for (const [name, inner] of Object.entries(value)) visit(inner, [...path, name], errors);
  }
}
