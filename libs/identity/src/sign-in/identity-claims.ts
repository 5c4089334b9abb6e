import { isValidSiret, type SignInConfig } from '@maillage/kernel';

/** What is kept of a person's claims. The e-mail address is not: accounts are never told apart by it. */
export interface SignedInIdentity {
  /** `<prefix>|<sub>`. */
  readonly subject: string;
  readonly displayName: string;
  /** Fourteen digits of the workplace; tells where somebody works, gives no right. Null: not told, or no SIRET. */
  readonly workplaceSiret: string | null;
}

const MAX_NAME = 150;

/** @param claims of the verified userinfo */
export function identityOf(
  claims: Readonly<Record<string, unknown>>,
  sub: string,
  { claims: names, subjectPrefix }: Pick<SignInConfig, 'claims' | 'subjectPrefix'>,
): SignedInIdentity {
  const name = [textOf(claims[names.givenName]), textOf(claims[names.familyName])].filter(Boolean).join(' ');
  const siret = textOf(claims[names.siret]).replace(/\s/g, '');
  return {
    subject: `${subjectPrefix}|${sub}`,
    displayName: name.slice(0, MAX_NAME) || 'Membre',
    workplaceSiret: isValidSiret(siret) ? siret : null,
  };
}

/** One line, without what could not be shown or kept. */
function textOf(value: unknown): string {
  if (typeof value !== 'string') return '';
  return value
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();
}
