import type { Language, Localized } from '@maillage/kernel';

export const pageMessages = {
  account: { fr: 'Mon compte', en: 'My account' },
  signIn: { fr: 'Se connecter', en: 'Sign in' },
  signInStrong: { fr: 'Se reconnecter avec deux facteurs', en: 'Sign in again with two factors' },
  signOut: { fr: 'Se déconnecter', en: 'Sign out' },
  signedOut: { fr: 'Vous n’êtes pas connecté.', en: 'You are not signed in.' },
  whatFor: {
    fr: 'Les fiches publiques se lisent sans compte. Connectez-vous pour lire ce que les collectivités partagent entre elles, et pour écrire.',
    en: 'Public entries are read without an account. Sign in to read what municipalities share among themselves, and to write.',
  },
  roles: { fr: 'Mes organisations et mes rôles', en: 'My organizations and roles' },
  noRole: {
    fr: 'Vous n’avez encore aucun rôle : vous lisez ce qui est public. Demandez à rejoindre votre collectivité.',
    en: 'You hold no role yet: you read what is public. Ask to join your municipality.',
  },
  pendingOrganization: {
    fr: 'en attente de vérification par un modérateur',
    en: 'awaiting verification by a moderator',
  },
  network: { fr: 'Réseau', en: 'Network' },
  leave: { fr: 'Quitter', en: 'Leave' },
  leaveLast: { fr: 'même si je suis le dernier coordinateur', en: 'even as the last coordinator' },
  requests: { fr: 'Mes demandes', en: 'My requests' },
  waiting: {
    fr: 'en attente d’un coordinateur de l’organisation ou d’un modérateur',
    en: 'waiting for a coordinator of the organization or a moderator',
  },
  confirmed: { fr: 'acceptée', en: 'accepted' },
  refused: { fr: 'refusée', en: 'refused' },
  withdrawn: { fr: 'retirée', en: 'withdrawn' },
  withdraw: { fr: 'Retirer', en: 'Withdraw' },
  join: { fr: 'Demander à rejoindre', en: 'Ask to join' },
  joinFirst: {
    fr: 'Un modérateur confirme le premier compte d’une organisation ; ensuite, ses coordinateurs.',
    en: 'A moderator confirms the first account of an organization; its coordinators do afterwards.',
  },
  asRole: { fr: 'Rôle souhaité', en: 'Role wanted' },
  workplaceUnknown: {
    fr: 'Votre service d’identité indique un lieu de travail (SIRET {siret}) dont Maillage ne connaît pas encore l’organisation : proposez-la (organizationCreate, dans GraphiQL).',
    en: 'Your identity service tells a workplace (SIRET {siret}) whose organization Maillage does not know yet: propose it (organizationCreate, in GraphiQL).',
  },
  invitation: { fr: 'J’ai une invitation', en: 'I have an invitation' },
  invitationToken: { fr: 'Invitation (mli_…)', en: 'Invitation (mli_…)' },
  accept: { fr: 'Accepter', en: 'Accept' },
  sessions: { fr: 'Mes sessions', en: 'My sessions' },
  thisSession: { fr: 'cette session', en: 'this session' },
  since: { fr: 'ouverte le {day}, dernière utilisation le {used}', en: 'since {day}, last used on {used}' },
  revoke: { fr: 'Fermer', en: 'End' },
  revokeAll: { fr: 'Fermer toutes mes sessions', en: 'End all my sessions' },
  tools: { fr: 'Outils', en: 'Tools' },
  graphiql: { fr: 'GraphiQL : essayer l’API avec ce compte', en: 'GraphiQL: try the API with this account' },
  memberId: { fr: 'Identifiant de mon compte', en: 'Id of my account' },
  problem: { fr: 'La connexion n’a pas abouti', en: 'You could not be signed in' },
  refusedTitle: { fr: 'Demande refusée', en: 'Refused' },
  notMended: { fr: 'Rien n’a changé.', en: 'Nothing has changed.' },
  foreignForm: {
    fr: 'Ce formulaire n’a pas été envoyé par une page de ce site.',
    en: 'This form was not sent by a page of this site.',
  },
  back: { fr: 'Retour à mon compte', en: 'Back to my account' },
  reference: { fr: 'Référence', en: 'Reference' },
  where: { fr: 'Service d’identité', en: 'Identity service' },
  ask: { fr: 'À qui demander', en: 'Whom to ask' },
  unexpected: {
    fr: 'Une erreur inattendue s’est produite. Signalez-la avec la référence ci-dessous.',
    en: 'Something unexpected went wrong. Report it with the reference below.',
  },
} as const satisfies Record<string, Localized>;

export const roleNames: Readonly<Record<string, Localized>> = {
  READER: { fr: 'Lecteur', en: 'Reader' },
  CONTRIBUTOR: { fr: 'Contributeur', en: 'Contributor' },
  COORDINATOR: { fr: 'Coordinateur', en: 'Coordinator' },
  MODERATOR: { fr: 'Modérateur du réseau', en: 'Moderator of the network' },
  NATIONAL_COORDINATOR: { fr: 'Coordinateur national', en: 'National coordinator' },
  ADMINISTRATOR: { fr: 'Administrateur du réseau', en: 'Administrator of the network' },
};

/** Texts of one language, by name. */
export function wordsIn(language: Language): Record<keyof typeof pageMessages, string> {
  const entries = Object.entries(pageMessages).map(([name, text]) => [name, text[language]]);
  return Object.fromEntries(entries) as Record<keyof typeof pageMessages, string>;
}
