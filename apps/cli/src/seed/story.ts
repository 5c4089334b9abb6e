import type { AdoptionDeclareCommand, EntryContent, EntryCreateCommand, RelationType } from '@maillage/catalogue';
import type { Audience } from '@maillage/identity';
import type { PlaceKey } from './content/places.js';

/** Who an entry of the demonstration belongs to, or is about: an invented place, or the network itself. */
export type BodyKey = PlaceKey | 'network';

/** `target`: the key of an earlier story, or `@system:<name>` for USES_SYSTEM. */
export interface StoryRelation {
  readonly type: RelationType;
  readonly target: string;
  /** For GOVERNED_BY_CHARTER; commitments are counted from 1. */
  readonly compliance?: readonly {
    readonly commitment: number;
    readonly status: 'YES' | 'PARTIAL' | 'NO' | 'NOT_APPLICABLE';
    readonly note?: string;
  }[];
}

export interface StoryReuse {
  readonly by: PlaceKey;
  readonly state: AdoptionDeclareCommand['state'];
  readonly reason?: string;
}

/** Answers that an edit changes; the others stay. */
export interface StoryEdit {
  readonly changes: EntryContent;
  readonly daysAgo: number;
}

/** What happens to an entry. Days are counted back from the seeding. */
export interface StoryLife {
  /** Day of the first publication; absent: never published. */
  readonly published?: number;
  /** Published revisions after the first, oldest first. */
  readonly edits?: readonly StoryEdit[];
  /** Day of the last "still true". */
  readonly confirmed?: number;
  /** Audience that its coordinator chose after the first publication. */
  readonly narrowedTo?: Audience;
  /** Its subject takes it over. */
  readonly claimed?: boolean;
  /** A draft that waits: the only revision of an entry that was never published, else one beside what readers see. */
  readonly open?: {
    readonly state: 'DRAFT' | 'SUBMITTED' | 'CHANGES_REQUESTED';
    readonly changes?: EntryContent;
    /** The reviewer's words. */
    readonly comment?: string;
  };
  readonly end?:
    | { readonly state: 'ARCHIVED' }
    | { readonly state: 'WITHDRAWN'; readonly reason: string }
    | { readonly state: 'MERGED'; readonly into: string };
}

/**
 * One entry of the demonstration with its life, as people would have written it. References inside of the content are
 * `@entry:<key>`, `@organization:<key>` and `@supplier:<name>`; they name what comes earlier.
 */
export interface Story<Content = EntryContent> {
  /** Stable: a seeding that was interrupted goes on by it. */
  readonly key: string;
  readonly owner: BodyKey;
  /** Default: the owner. */
  readonly subject?: BodyKey;
  /** Default PUBLIC. */
  readonly audience?: Audience;
  readonly content: Content;
  readonly system?: EntryCreateCommand['proposedSystem'];
  readonly relations?: readonly StoryRelation[];
  readonly life: StoryLife;
  readonly reuses?: readonly StoryReuse[];
}

export interface StoryOfKind extends Story {
  readonly kind: 'USE_CASE' | 'PROCUREMENT_CLAUSE' | 'DATA_CHARTER';
}

/** Stories of one kind, marked as demonstration in their titles. */
export function demonstration(kind: StoryOfKind['kind'], stories: readonly Story[]): readonly StoryOfKind[] {
  return stories.map((story) => ({
    ...story,
    kind,
    content: { ...story.content, title: `${String(story.content['title'])} (démonstration)` },
  }));
}
