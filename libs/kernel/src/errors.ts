import type { Localized } from './localized.js';

/** One thing that the person who sent the input can mend: what, where (`path`), how (in `message`). */
export interface UserError {
  /** Stable, SCREAMING_SNAKE_CASE. */
  readonly code: string;
  readonly message: Localized;
  /** Path of the input's field, e.g. `['input', 'useCase', 'cost', 'oneOffEur']`. */
  readonly path: readonly string[];
  /** Machine-readable help, e.g. the newer revision of a conflict. */
  readonly details?: Readonly<Record<string, string | number>>;
}

/** Input that its sender can mend. Mapped to `userErrors` of a mutation's payload. */
export class UserInputError extends Error {
  constructor(readonly errors: readonly UserError[]) {
    super(errors.map((error) => `${error.code} at ${error.path.join('.')}: ${error.message.en}`).join('; '));
    this.name = 'UserInputError';
  }

  static of(
    code: string,
    message: Localized,
    path: readonly string[] = [],
    details?: UserError['details'],
  ): UserInputError {
    return new UserInputError([details ? { code, message, path, details } : { code, message, path }]);
  }
}

/** What a caller cannot mend by changing its input. Mapped to top-level GraphQL errors by `code`. */
export type DomainErrorCode =
  'UNAUTHENTICATED' | 'STEP_UP_REQUIRED' | 'FORBIDDEN' | 'NOT_FOUND' | 'UNAVAILABLE' | 'TIMEOUT' | 'RATE_LIMITED';

export class DomainError extends Error {
  constructor(
    readonly code: DomainErrorCode,
    readonly localized: Localized,
  ) {
    super(localized.en);
    this.name = 'DomainError';
  }

  /** Absent and forbidden answer alike, so that ids of hidden things cannot be probed. */
  static notFound(what: Localized = { fr: 'Élément', en: 'Item' }): DomainError {
    return new DomainError('NOT_FOUND', {
      fr: `${what.fr} introuvable, ou hors de votre accès.`,
      en: `${what.en} not found, or outside your access.`,
    });
  }

  static unauthenticated(): DomainError {
    return new DomainError('UNAUTHENTICATED', {
      fr: 'Connectez-vous : cette action demande un compte ou une clé d’API valable.',
      en: 'Sign in: this action needs an account or a valid API key.',
    });
  }

  /** @param whom to ask, as it stands behind « à » and "ask" */
  static forbidden(whom: Localized = WHOM): DomainError {
    return new DomainError('FORBIDDEN', {
      fr: `Votre rôle ou la portée de votre clé ne permet pas cette action. Demandez à ${whom.fr}.`,
      en: `Your role, or the scopes of your key, do not allow this action. Ask ${whom.en}.`,
    });
  }
}

/** Where nothing nearer is known. */
const WHOM: Localized = {
  fr: 'un coordinateur de votre organisation ou à un modérateur du réseau',
  en: 'a coordinator of your organization or a moderator of the network',
};
