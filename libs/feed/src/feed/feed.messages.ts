import { type Localized, UserInputError } from '@maillage/kernel';

const resync: Localized = {
  fr: 'Reprenez la synchronisation du début (sans `after`), à côté de ce que vous avez, puis remplacez-le.',
  en: 'Synchronise from the beginning (without `after`), beside what you have, then replace it.',
};

const told = (fr: string, en: string): Localized => ({ fr: `${fr} ${resync.fr}`, en: `${en} ${resync.en}` });

export const feedMessages = {
  CURSOR_EXPIRED: told(
    'Ce curseur est plus ancien que la durée pendant laquelle les retraits sont gardés.',
    'This cursor is older than removals are kept.',
  ),
  FEED_RESET: told(
    'Le flux a recommencé depuis que ce curseur a été donné (base restaurée, ou forme des documents changée).',
    'The feed has begun anew since this cursor was given (database restored, or the form of documents changed).',
  ),
  CURSOR_SCOPE_MISMATCH: told(
    'Ce curseur a été donné pour une autre audience ou un autre filtre.',
    'This cursor was given for another audience or another filter.',
  ),
  CURSOR_INVALID: {
    fr: 'Ce curseur n’est pas de ce flux ou a été modifié. Reprenez la dernière valeur de `nextCursor`, telle quelle.',
    en: 'This cursor is not of this feed, or was changed. Pass the last `nextCursor`, unchanged.',
  },
} satisfies Record<string, Localized>;

export type CursorFault = keyof typeof feedMessages;

/** A cursor that cannot be gone on from. */
export class FeedCursorError extends UserInputError {
  constructor(readonly code: CursorFault) {
    super([{ code, message: feedMessages[code], path: ['after'] }]);
    this.name = 'FeedCursorError';
  }

  /** Whether the reader must begin anew; else it has sent something else than its cursor. */
  get resync(): boolean {
    return this.code !== 'CURSOR_INVALID';
  }
}
