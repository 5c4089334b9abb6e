import { localize, type Localized } from '@maillage/kernel';
import type { EntryMove, EntryState, RevisionState, Standing } from './entry-lifecycle.js';

const moves: Record<EntryMove, Localized> = {
  REVISE: { fr: 'modifier', en: 'revise' },
  SUBMIT: { fr: 'soumettre', en: 'submit' },
  REQUEST_CHANGES: { fr: 'demander des corrections de', en: 'request changes to' },
  PUBLISH: { fr: 'publier', en: 'publish' },
  CONFIRM: { fr: 'confirmer', en: 'confirm' },
  SET_AUDIENCE: { fr: 'changer la visibilité de', en: 'change the audience of' },
  CLAIM: { fr: 'revendiquer', en: 'claim' },
  ARCHIVE: { fr: 'archiver', en: 'archive' },
  WITHDRAW: { fr: 'retirer', en: 'withdraw' },
  MERGE: { fr: 'fusionner', en: 'merge' },
};

const entryStates: Record<EntryState, Localized> = {
  DRAFT: { fr: 'jamais publiée', en: 'never published' },
  PUBLISHED: { fr: 'publiée', en: 'published' },
  ARCHIVED: { fr: 'archivée', en: 'archived' },
  WITHDRAWN: { fr: 'retirée', en: 'withdrawn' },
  MERGED: { fr: 'fusionnée dans une autre', en: 'merged into another' },
};

const revisionStates: Record<RevisionState, Localized> = {
  DRAFT: { fr: 'brouillon', en: 'a draft' },
  SUBMITTED: { fr: 'soumise', en: 'submitted' },
  CHANGES_REQUESTED: { fr: 'à corriger', en: 'awaiting changes' },
  PUBLISHED: { fr: 'publiée', en: 'published' },
  SUPERSEDED: { fr: 'remplacée', en: 'superseded' },
  REDACTED: { fr: 'effacée', en: 'redacted' },
};

const refusedMove: Localized = {
  fr: 'Impossible de {move} cette fiche : elle est {entry} et sa dernière révision est {revision}.',
  en: 'Cannot {move} this entry: it is {entry} and its newest revision is {revision}.',
};

const followedEntry: Localized = {
  fr: 'Cette fiche vient d’un autre réseau, que celui-ci suit : elle se modifie là-bas, {where}.',
  en: 'This entry comes from another network, which this one follows: it is edited there, {where}.',
};

export const lifecycleMessages = {
  followed: (where: string): Localized => localize(followedEntry, { where }),
  refused: (move: EntryMove, standing: Standing): Localized => {
    const fill = (language: 'fr' | 'en'): Record<string, string> => ({
      move: moves[move][language],
      entry: entryStates[standing.entry][language],
      revision: revisionStates[standing.revision][language],
    });
    return { fr: localize(refusedMove, fill('fr')).fr, en: localize(refusedMove, fill('en')).en };
  },
};

/** Messages of the services of entries, by code. */
export const entryMessages = {
  REVISION_CONFLICT: {
    fr: 'Cette fiche a changé entre-temps : la révision {newest} est plus récente que la {base}. Relisez-la, puis reprenez vos modifications.',
    en: 'This entry changed meanwhile: revision {newest} is newer than {base}. Read it, then make your changes again.',
  },
  VERSION_CONFLICT: {
    fr: 'Cette fiche a changé entre-temps : sa version est {newest}, non {base}. Relisez-la avant de changer sa visibilité.',
    en: 'This entry changed meanwhile: its version is {newest}, not {base}. Read it before you change its audience.',
  },
  OWNER_NOT_VERIFIED: {
    fr: 'L’organisation « {name} » attend sa vérification par un modérateur : ses fiches se rédigent, mais ne se publient pas encore.',
    en: 'The organization “{name}” awaits verification by a moderator: its entries can be written, not yet published.',
  },
  SUBMISSION_REQUIRED: {
    fr: 'Votre organisation demande une relecture : soumettez d’abord cette révision.',
    en: 'Your organization asks for a review: submit this revision first.',
  },
  COMMENT_REQUIRED: {
    fr: 'Dites ce qui est à corriger : le commentaire est vide.',
    en: 'Say what needs changing: the comment is empty.',
  },
  OWNER_UNKNOWN: {
    fr: 'Organisation inconnue : donnez l’identifiant d’une organisation dont vous êtes membre.',
    en: 'Unknown organization: give the id of an organization that you are a member of.',
  },
  SUBJECT_UNKNOWN: {
    fr: 'Organisation concernée inconnue : créez-la d’abord (`organizationCreate`).',
    en: 'Unknown subject organization: create it first (`organizationCreate`).',
  },
  REFERENCE_UNKNOWN: {
    fr: 'Référence inconnue ou hors de votre accès : {id}.',
    en: 'Unknown reference, or outside your access: {id}.',
  },
  RELATION_TO_ITSELF: { fr: 'Une fiche ne se relie pas à elle-même.', en: 'An entry is not related to itself.' },
  RELATION_TWICE: { fr: 'Cette relation est donnée deux fois.', en: 'This relation is given twice.' },
  RELATION_TARGET_KIND: {
    fr: 'La relation {type} demande une cible de type {wanted}.',
    en: 'The relation {type} needs a target of kind {wanted}.',
  },
  COMPLIANCE_WITHOUT_CHARTER: {
    fr: 'Le respect des engagements ne se déclare que sur une relation GOVERNED_BY_CHARTER.',
    en: 'Compliance with commitments is told on a GOVERNED_BY_CHARTER relation only.',
  },
  COMPLIANCE_COMMITMENT: {
    fr: 'Donnez le numéro de l’engagement dans la charte, à partir de 1, et chaque engagement une seule fois.',
    en: 'Give the number of the commitment in the charter, from 1, and each commitment once.',
  },
  COMPLIANCE_NOTE: {
    fr: 'La remarque tient en 2 000 caractères, sans donnée personnelle (adresse, téléphone, NIR).',
    en: 'The note is at most 2,000 characters, without personal data (mail address, phone, social security number).',
  },
  RELATIONS_TOO_MANY: { fr: 'Au plus {max} relations par fiche.', en: 'At most {max} relations an entry.' },
  MERGE_TARGET: {
    fr: 'La fiche qui reste doit être publiée, visible au moins des mêmes lecteurs, et autre que celle-ci.',
    en: 'The entry that stays must be published, visible to at least the same readers, and another one than this.',
  },
  ALREADY_CLAIMED: {
    fr: 'Cette fiche appartient déjà à l’organisation qu’elle concerne.',
    en: 'This entry already belongs to the organization it is about.',
  },
  NOTHING_TO_CHANGE: {
    fr: 'Rien ne change : la visibilité est déjà {audience}.',
    en: 'Nothing changes: the audience is already {audience}.',
  },
  KIND_CONTENT_MISMATCH: {
    fr: 'Le type {kind} attend son contenu dans `{field}`.',
    en: 'The kind {kind} expects its content in `{field}`.',
  },
  SYSTEM_NOT_OF_KIND: {
    fr: 'Une solution se propose avec un cas d’usage, pas avec ce type de fiche.',
    en: 'A system is proposed with a use case, not with this kind of entry.',
  },
  ROW_NOT_STORABLE: {
    fr: 'La base refuse cette ligne ({code}) : {reason}',
    en: 'The database refuses this row ({code}): {reason}',
  },
  SYSTEM_GIVEN_TWICE: {
    fr: 'Donnez soit une solution existante (`deployment.system`), soit une proposition (`proposedSystem`), pas les deux.',
    en: 'Give either an existing system (`deployment.system`) or a proposal (`proposedSystem`), not both.',
  },
} as const satisfies Record<string, Localized>;
