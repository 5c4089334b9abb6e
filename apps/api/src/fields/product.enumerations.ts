import {
  ADOPTION_STATES,
  complianceAnswers,
  enumeration,
  type Enumeration,
  ENTRY_STATES,
  FRESHNESS,
  kindEnumeration,
  PUSH_OUTCOMES,
  PUSHED_STATES,
  REFERENCE_STATES,
  REVISION_STATES,
  relationTypes,
  STAGES,
} from '@maillage/catalogue';
import { FEED_OPS } from '@maillage/feed';
import {
  API_KEY_SCOPES,
  type ApiKeyScope,
  AUDIENCES,
  MEMBERSHIP_REQUEST_STATES,
  NETWORK_ROLES,
  NOTICE_KINDS,
  ORGANIZATION_ROLES,
  ORGANIZATION_STATES,
  ORGANIZATION_TYPES,
  STANDING_NOTICE_KINDS,
} from '@maillage/identity';
import {
  FACET_NAMES,
  GLOSSARY_ACTIONS,
  POPULATION_BANDS,
  populationBandLabels,
  SEARCH_MATCHES,
  SEARCH_MODES,
  SEARCH_SORTS,
} from '@maillage/search';
import { TERRITORY_LEVELS } from '@maillage/territory';
import { graphqlEnum } from './graphql-enumerations.js';

type Pair = readonly [fr: string, en: string];

/** Nest makes the schema's enums before it reads the types of fields: every closed set is registered as it is declared. */
function registered<Set extends Enumeration>(set: Set): Set {
  graphqlEnum(set);
  return set;
}

for (const set of [kindEnumeration, relationTypes, complianceAnswers]) registered(set);

const closedSet = (...declared: Parameters<typeof enumeration<string>>): Enumeration =>
  registered(enumeration(...declared));

/** A closed set of another lib, with the labels of its values: one that is missing does not compile. */
const labelled = <Value extends string>(
  name: string,
  describe: Pair,
  _values: readonly Value[],
  labels: Readonly<Record<Value, Pair>>,
): Enumeration => registered(enumeration(name, describe, labels));

export const audiences = labelled('Audience', ['Visibilité', 'Who sees it'], AUDIENCES, {
  PUBLIC: ['Tout le monde', 'Everyone'],
  NETWORK: ['Membres du réseau', 'Members of the network'],
  ORGANIZATION: ['L’organisation seule', 'The organization alone'],
});

export const entryStates = labelled('EntryState', ['État d’une fiche', 'State of an entry'], ENTRY_STATES, {
  DRAFT: ['Jamais publiée', 'Never published'],
  PUBLISHED: ['Publiée', 'Published'],
  ARCHIVED: ['Archivée', 'Archived: readable, out of the default search'],
  WITHDRAWN: ['Retirée', 'Withdrawn: a tombstone is left'],
  MERGED: ['Fusionnée', 'Merged into another entry'],
});

export const revisionStates = labelled(
  'RevisionState',
  ['État d’une révision', 'State of a revision'],
  REVISION_STATES,
  {
    DRAFT: ['Brouillon', 'Draft'],
    SUBMITTED: ['Soumise', 'Submitted for review'],
    CHANGES_REQUESTED: ['À corriger', 'Changes were requested'],
    PUBLISHED: ['Publiée', 'Published'],
    SUPERSEDED: ['Remplacée', 'Superseded by a newer one'],
    REDACTED: ['Effacée', 'Redacted by an erasure'],
  },
);

export const freshness = labelled('Freshness', ['Fraîcheur', 'Freshness'], FRESHNESS, {
  FRESH: ['À jour', 'Fresh'],
  DUE: ['À revoir sous 30 jours', 'Due for review within 30 days'],
  OVERDUE: ['À revoir, date dépassée', 'Past its review date'],
});

export const organizationTypes = labelled(
  'OrganizationType',
  ['Type d’organisation', 'Type of organization'],
  ORGANIZATION_TYPES,
  {
    COMMUNE: ['Commune', 'Commune'],
    EPCI: ['Intercommunalité (EPCI)', 'Intercommunal body (EPCI)'],
    EPT: ['Établissement public territorial', 'Territorial public body (EPT)'],
    DEPARTEMENT: ['Département', 'Département'],
    REGION: ['Région', 'Région'],
    SYNDICAT: ['Syndicat', 'Joint authority (syndicat)'],
    ASSOCIATION: ['Association', 'Association'],
    STATE_BODY: ['Service ou opérateur de l’État', 'State body'],
  },
);

export const organizationStates = labelled(
  'OrganizationState',
  ['État d’une organisation', 'State of an organization'],
  ORGANIZATION_STATES,
  {
    PENDING: ['En attente de vérification', 'Awaiting verification by a moderator'],
    VERIFIED: ['Vérifiée', 'Verified'],
  },
);

export const adoptionStates = labelled(
  'AdoptionState',
  ['État d’une réutilisation', 'State of an adoption'],
  ADOPTION_STATES,
  {
    INTERESTED: ['Intéressée', 'Interested'],
    STUDYING: ['À l’étude', 'Studying it'],
    PILOT: ['En essai', 'Trying it'],
    LIVE: ['En service', 'Using it'],
    DROPPED: ['Abandonnée', 'Dropped, with a reason'],
  },
);

export const referenceStates = labelled(
  'ReferenceState',
  ['État d’une solution ou d’un fournisseur', 'State of a system or supplier'],
  REFERENCE_STATES,
  {
    PROPOSED: ['Proposé', 'Proposed by the writer of an entry'],
    CONFIRMED: ['Confirmé', 'Confirmed by a moderator'],
    MERGED: ['Fusionné', 'Merged into another'],
  },
);

export const territoryLevels = labelled(
  'TerritoryLevel',
  ['Échelon territorial', 'Level of a territory'],
  TERRITORY_LEVELS,
  {
    COMMUNE: ['Commune', 'Commune'],
    EPCI: ['Intercommunalité (EPCI)', 'Intercommunal body (EPCI)'],
    EPT: ['Établissement public territorial', 'Territorial public body (EPT)'],
    DEPARTEMENT: ['Département', 'Département'],
    REGION: ['Région', 'Région'],
  },
);

export const searchSorts = labelled('SearchSort', ['Ordre des résultats', 'Order of results'], SEARCH_SORTS, {
  RELEVANCE: ['Pertinence', 'Relevance'],
  NEWEST: ['Plus récentes', 'Newest first'],
  MOST_ADOPTED: ['Plus réutilisées', 'Most adopted first'],
});

export const searchModes = labelled('SearchMode', ['Mode de la réponse', 'How an answer was found'], SEARCH_MODES, {
  STRICT: ['Tous les mots', 'With all the words'],
  APPROACHING: ['Résultats approchants', 'With some of the words'],
  FALLBACK: ['Recherche de secours', 'By the fallback: the search engine is away'],
});

export const searchMatches = labelled(
  'SearchMatch',
  ['Correspondance d’un résultat', 'How a result matches'],
  SEARCH_MATCHES,
  {
    STRICT: ['Tous les mots', 'Has all the words'],
    APPROACHING: ['Approchant', 'Has some of them: in no total and no facet'],
  },
);

export const populationBands = labelled(
  'PopulationBand',
  ['Tranche de population', 'Population band'],
  POPULATION_BANDS,
  Object.fromEntries(
    POPULATION_BANDS.map((band) => [band, [populationBandLabels[band].fr, populationBandLabels[band].en]]),
  ) as unknown as Record<(typeof POPULATION_BANDS)[number], Pair>,
);

export const adoptionBands = closedSet('AdoptionBand', ['Nombre de réutilisations', 'Number of adoptions'], {
  NONE: ['Aucune', 'None'],
  ONE_OR_TWO: ['Une ou deux', 'One or two'],
  THREE_TO_NINE: ['De trois à neuf', 'Three to nine'],
  TEN_OR_MORE: ['Dix et plus', 'Ten or more'],
});

export const confirmations = closedSet(
  'Confirmation',
  ['Confirmation par la collectivité', 'Confirmation by the subject'],
  {
    CONFIRMED: ['Confirmée par la collectivité', 'Confirmed by the organization it is about'],
    NOT_CONFIRMED: ['Non confirmée par la collectivité', 'Not confirmed by the organization it is about'],
  },
);

export const facetNames = labelled('FacetName', ['Facette', 'Facet'], FACET_NAMES, {
  kind: ['Type de fiche', 'Kind'],
  themes: ['Thème', 'Theme'],
  subThemes: ['Sous-thème', 'Sub-theme'],
  lifecycle: ['Stade', 'Stage'],
  techniques: ['Technique', 'Technique'],
  aiActClass: ['Classe du règlement sur l’IA', 'AI Act class'],
  costBand: ['Tranche de coût', 'Cost band'],
  organizationType: ['Type d’organisation', 'Type of organization'],
  populationBand: ['Tranche de population', 'Population band'],
  region: ['Région', 'Région'],
  departement: ['Département', 'Département'],
  system: ['Solution', 'System'],
  supplier: ['Fournisseur', 'Supplier'],
  freshness: ['Fraîcheur', 'Freshness'],
  adoptionBand: ['Réutilisations', 'Adoptions'],
  confirmation: ['Confirmation', 'Confirmation'],
  lang: ['Langue', 'Language'],
});

export const apiKeyScopes = closedSet(
  'ApiKeyScope',
  ['Portée d’une clé', 'What a key may do'],
  Object.fromEntries(API_KEY_SCOPES.map((scope) => [scopeName(scope), [scope, scope] as const])),
);

/** GraphQL names know no colon: `entry:write` is `ENTRY_WRITE`. */
export function scopeName(scope: string): string {
  return scope.replaceAll(':', '_').toUpperCase();
}

/** The scope of a name of the schema. */
export function scopeNamed(name: string): ApiKeyScope | undefined {
  return API_KEY_SCOPES.find((scope) => scopeName(scope) === name);
}

export const noticeKinds = labelled(
  'NoticeKind',
  ['Sujet d’un avis', 'What a notice is about'],
  [...NOTICE_KINDS, ...STANDING_NOTICE_KINDS],
  {
    API_KEY_EXPIRES: ['Une clé expire', 'A key expires'],
    WEBHOOK_DISABLED: ['Un récepteur est désactivé', 'A receiver was disabled'],
  },
);

export const roles = labelled('Role', ['Rôle', 'Role'], [...ORGANIZATION_ROLES, ...NETWORK_ROLES], {
  READER: ['Lecteur', 'Reader'],
  CONTRIBUTOR: ['Contributeur', 'Contributor'],
  COORDINATOR: ['Coordinateur', 'Coordinator'],
  MODERATOR: ['Modérateur du réseau', 'Moderator of the network'],
  NATIONAL_COORDINATOR: ['Coordinateur national', 'National coordinator'],
  ADMINISTRATOR: ['Administrateur du réseau', 'Administrator of the network'],
});

export const organizationRoles = labelled(
  'OrganizationRole',
  ['Rôle dans une organisation', 'Role in an organization'],
  ORGANIZATION_ROLES,
  {
    READER: ['Lecteur', 'Reader'],
    CONTRIBUTOR: ['Contributeur', 'Contributor'],
    COORDINATOR: ['Coordinateur', 'Coordinator'],
  },
);

export const membershipRequestStates = labelled(
  'MembershipRequestState',
  ['État d’une demande d’appartenance', 'State of a request for membership'],
  MEMBERSHIP_REQUEST_STATES,
  {
    OPEN: ['En attente', 'Waiting'],
    CONFIRMED: ['Acceptée', 'Accepted'],
    REFUSED: ['Refusée', 'Refused, with a reason'],
    WITHDRAWN: ['Retirée', 'Withdrawn by whoever asked'],
  },
);

export const viewerKinds = closedSet('ViewerKind', ['Qui envoie la requête', 'Who sends the request'], {
  VISITOR: ['Visiteur', 'Not signed in'],
  MEMBER: ['Membre', 'A member'],
  PORTAL: ['Portail', 'A portal’s key'],
});

export const labelLanguages = closedSet('LabelLanguage', ['Langue des libellés', 'Language of labels'], {
  fr: ['Français', 'French'],
  en: ['Anglais', 'English'],
});

export const checklistTargets = closedSet('ChecklistTarget', ['Étape visée', 'Where the revision should get to'], {
  SUBMITTED: ['Soumettre', 'Submitted for review'],
  PUBLISHED: ['Publier', 'Published'],
});

export const pushedStates = labelled(
  'PushedState',
  ['État voulu d’une fiche poussée', 'Where a pushed entry should be'],
  PUSHED_STATES,
  {
    CURRENT: ['À jour', 'What its content says'],
    ARCHIVED: ['Archivée', 'Archived: readable, out of the usual search'],
    WITHDRAWN: ['Retirée', 'Withdrawn: a tombstone is left, the id is not used again'],
  },
);

export const pushOutcomes = labelled(
  'PushOutcome',
  ['Ce qu’est devenu un élément poussé', 'What became of a pushed item'],
  PUSH_OUTCOMES,
  {
    CREATED: ['Créée', 'A new entry'],
    UPDATED: ['Mise à jour', 'The entry changed'],
    UNCHANGED: ['Inchangée', 'Nothing to do'],
    CONFLICT: ['Conflit', 'Somebody has spoken since: nothing was overwritten'],
    REJECTED: ['Rejetée', 'Nothing was written: see the errors'],
    WITHDRAWN: ['Retirée', 'Withdrawn'],
  },
);

export const stages = labelled(
  'RequirementStage',
  ['Stade à partir duquel une réponse est demandée', 'Stage from which an answer is asked for'],
  STAGES,
  {
    ALWAYS: ['Dès l’idée', 'At once'],
    DESIGN: ['Conception', 'Design'],
    DEVELOPMENT: ['Développement', 'Development'],
    EXPERIMENT: ['Expérimentation', 'Experiment'],
    DEPLOYED: ['Déploiement', 'Deployment'],
  },
);

export const healthStatuses = closedSet('HealthStatus', ['État du réseau', 'State of the network'], {
  OK: ['Tout répond', 'Everything answers'],
  DEGRADED: [
    'Sans la recherche, ou sans la connexion',
    'Search does not answer or is not built yet, or the issuer that people sign in with is away',
  ],
  DOWN: ['Ne répond pas', 'The database does not answer, or has another schema'],
});

export const glossaryActions = labelled(
  'GlossaryAction',
  ['Changement du glossaire', 'What changed the glossary'],
  GLOSSARY_ACTIONS,
  {
    UPSERT: ['Groupe ajouté ou changé', 'A group was added or changed'],
    REMOVE: ['Groupe retiré', 'A group was taken out'],
    IMPORT: ['Fichier importé', 'A file was imported'],
    CONTENT: ['Nouvelle version du produit', 'A new version of the product brought its groups'],
  },
);

export const feedOps = labelled(
  'FeedOp',
  ['Ce qu’un miroir fait d’un changement', 'What a mirror does with a change'],
  FEED_OPS,
  {
    UPSERT: ['Mettre le document à la place de ce qu’il y avait', 'Put the document in the place of what there was'],
    REMOVE: [
      'Retirer la fiche : l’audience ou le filtre ne la montre plus, quelle qu’en soit la raison',
      'Take the entry away: the audience or the filter shows it no more, for whatever reason',
    ],
  },
);
