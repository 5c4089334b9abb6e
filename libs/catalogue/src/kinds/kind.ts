import type { Localized } from '@maillage/kernel';
import type { EntryContent } from '../fields/entry-content.js';
import type { FieldTable, Stage } from '../fields/field.js';
import type { UserError } from '@maillage/kernel';

/** Everything the product knows about a kind of entry. Adding a kind is one folder and one line in `kind.registry.ts`. */
export interface EntryKind {
  /** SCREAMING_SNAKE_CASE, e.g. `USE_CASE`. */
  readonly kind: string;
  /** Name of its GraphQL object type, e.g. `UseCase`. */
  readonly typeName: string;
  readonly label: Localized;
  readonly describe: Localized;
  /** Fields of this kind; those of every entry are in `envelope.fields.ts`. */
  readonly fields: FieldTable;
  /** How far the thing described has come: decides which fields are required. */
  readonly stageOf: (content: EntryContent) => Stage;
  /** High risk or prohibited in the sense of the AI Act: asks more, and a review each 6 months. */
  readonly isHighRisk: (content: EntryContent) => boolean;
  /** True for things that have ended: no review date, never stale. */
  readonly isEnded: (content: EntryContent) => boolean;
  /** Completes what follows from other answers (a cost band from its amount); pure. */
  readonly derive: (content: EntryContent) => EntryContent;
  /** Invariants between fields, e.g. a text that uses a parameter it does not declare. Paths start at the field. */
  readonly check: (content: EntryContent) => readonly UserError[];
}

export const neverEnded = (): boolean => false;
export const underived = (content: EntryContent): EntryContent => content;
