import type { Localized } from '@maillage/kernel';
import type { SearchMode } from '../query/search.types.js';

/** An entry whose title or text begins like what is typed. */
export interface SuggestedEntry {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  /** Safe HTML, the words found between `<mark>` and `</mark>`; null where none is in the title. */
  readonly titleHtml: string | null;
  readonly organizationName: string;
}

/** An organization, a system or a supplier of entries that the reader sees. */
export interface SuggestedName {
  readonly id: string;
  readonly name: string;
  /** Entries found with it. */
  readonly count: number;
}

/** A theme or sub-theme. */
export interface SuggestedTheme {
  /** Value of the filter that is named. */
  readonly value: string;
  readonly filter: 'themes' | 'subThemes';
  readonly label: Localized;
}

export interface Suggestions {
  readonly entries: readonly SuggestedEntry[];
  readonly organizations: readonly SuggestedName[];
  readonly systems: readonly SuggestedName[];
  readonly suppliers: readonly SuggestedName[];
  readonly themes: readonly SuggestedTheme[];
  readonly mode: SearchMode;
}
