import type { EntryPermissions, EntryView, ReadableEntry } from '@maillage/catalogue';
import type { Language } from '@maillage/kernel';

const notConfirmed = {
  fr: 'Repris de {source}, non confirmé par la collectivité.',
  en: 'Taken over from {source}, not confirmed by the organization it is about.',
};

/**
 * Fields of an `Entry` as GraphQL reads them: one flat object, so that no field needs a resolver of its own.
 * @param entry fresh from the reading service: it is taken over, not copied
 */
export function entryObject(entry: ReadableEntry, language: Language): object {
  const { content, adoptions, permissions } = entry;
  return Object.assign(entry, content, {
    adoptions: Object.entries(adoptions).map(([state, count]) => ({ state, count })),
    provenance: provenanceOf(entry, language),
    permissions: permissions && permissionsObject(permissions),
  });
}

/** Who speaks, where the organization that an entry is about has not confirmed it; null elsewhere. */
function provenanceOf(
  entry: Pick<EntryView, 'confirmedBySubject' | 'origin' | 'owner'>,
  language: Language,
): string | null {
  if (entry.confirmedBySubject) return null;
  return notConfirmed[language].replace('{source}', () => entry.origin?.source ?? entry.owner.name);
}

function permissionsObject(permissions: EntryPermissions) {
  return {
    canRevise: permissions.REVISE,
    canSubmit: permissions.SUBMIT,
    canRequestChanges: permissions.REQUEST_CHANGES,
    canPublish: permissions.PUBLISH,
    canConfirm: permissions.CONFIRM,
    canSetAudience: permissions.SET_AUDIENCE,
    canClaim: permissions.CLAIM,
    canArchive: permissions.ARCHIVE,
    canWithdraw: permissions.WITHDRAW,
    canMerge: permissions.MERGE,
  };
}
