import type { GlossaryGroup } from '../glossary-group.js';
import type { GroupDraft } from '../group-rules.js';

export const GLOSSARY_ACTIONS = ['UPSERT', 'REMOVE', 'IMPORT', 'CONTENT'] as const;
/** What changed the glossary: a person one group, a file several, a new version of the product. */
export type GlossaryAction = (typeof GLOSSARY_ACTIONS)[number];

/** A group with what is known of its life. */
export interface StoredGroup extends GlossaryGroup {
  /** Of the glossary, when the group was changed last: the `baseVersion` of who changes it. */
  readonly version: number;
  /** Null: people made it. */
  readonly contentKey: string | null;
  /** False: it is as the product brought it. */
  readonly edited: boolean;
}

/** What one change did to one group; null: there was none, or there is none any more. */
export interface GroupChange {
  readonly groupId: string;
  readonly before: GroupDraft | null;
  readonly after: GroupDraft | null;
}

/** One version of the glossary: who made it, when, and how. */
export interface GlossaryVersion {
  readonly number: number;
  readonly at: Date;
  readonly actor: string;
  readonly action: GlossaryAction;
  readonly changes: readonly GroupChange[];
}
