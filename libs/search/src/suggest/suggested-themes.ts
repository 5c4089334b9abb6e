import { facetMembers } from '../document/facet-labels.js';
import type { SuggestedTheme } from './suggest.types.js';
import { isTypedIn } from './typed-words.js';

const themes: readonly SuggestedTheme[] = (['themes', 'subThemes'] as const).flatMap((filter) =>
  facetMembers(filter).map(([value, label]) => ({ value, filter, label })),
);

/** Themes whose French or English name has the words typed; themes before sub-themes. */
export function suggestedThemes(typed: readonly string[], first: number): SuggestedTheme[] {
  return themes.filter(({ label }) => isTypedIn(typed, label.fr) || isTypedIn(typed, label.en)).slice(0, first);
}
