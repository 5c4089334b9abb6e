import type { Action } from './rights.table.js';

/** Rows of `docs/rights.md`, in the order in which people look for them. Each action of the table stands once. */
export interface RightSection {
  readonly title: string;
  /** Said below the title. */
  readonly about: string;
  readonly rows: readonly (readonly [action: Action, label: string])[];
}

export const rightSections: readonly RightSection[] = [
  {
    title: 'Ce que chacun peut demander',
    about: 'La réponse ne contient que ce que la personne a le droit de voir : voir « Ce qui est montré ».',
    rows: [
      ['entries', 'parcourir le catalogue'],
      ['search', 'chercher dans le catalogue'],
      ['suggest', 'obtenir des suggestions de recherche'],
      ['entry', 'lire une fiche'],
      ['entryRevisions', 'lire l’historique d’une fiche'],
      ['entryDiff', 'comparer deux révisions d’une fiche'],
      ['entryTombstone', 'savoir ce qu’est devenue une fiche retirée ou fusionnée'],
      ['organizations', 'parcourir les organisations'],
      ['organization', 'lire une organisation'],
      ['systems', 'parcourir les solutions'],
      ['suppliers', 'parcourir les fournisseurs'],
      ['territories', 'chercher un territoire'],
      ['glossary', 'lire le glossaire de la recherche'],
      ['fieldTable', 'lire la table des champs'],
      ['enumLabels', 'lire les libellés'],
      ['viewer', 'savoir qui l’on est pour le réseau, et ce que l’on peut'],
      ['health', 'savoir si le réseau fonctionne'],
    ],
  },
  {
    title: 'Ce qui est montré au-delà du public',
    about: 'L’organisation dont il s’agit est celle à qui appartient la fiche.',
    rows: [
      ['see.network', 'fiches et champs de visibilité « réseau »'],
      ['see.inside', 'brouillons, fiches « organisation seule », historique entier, données brutes de la source'],
      ['see.submitted', 'révision soumise d’une fiche qui n’est pas « organisation seule »'],
      ['see.pending', 'organisation qu’aucun modérateur n’a encore vérifiée'],
      ['see.unused', 'solutions et fournisseurs qu’aucune fiche visible n’emploie'],
      ['see.notices', 'avis à l’organisation : ses clés qui expirent'],
    ],
  },
  {
    title: 'Les fiches d’une organisation',
    about:
      'Le droit ne suffit pas : l’état de la fiche doit aussi permettre l’action (une fiche retirée ne change plus).',
    rows: [
      ['entryCreate', 'écrire une fiche'],
      ['entryRevise', 'écrire une nouvelle révision'],
      ['entryChecklist', 'lire ce qui manque à une révision'],
      ['entrySubmit', 'soumettre une révision'],
      ['entrySubmissions', 'lire la liste de ce qui attend une relecture'],
      ['entryRequestChanges', 'demander des changements à une révision soumise'],
      ['entryPublish', 'publier (l’organisation vérifiée, sauf fiche reprise d’une source)'],
      ['entryConfirm', 'déclarer une fiche « toujours vraie »'],
      ['entrySetAudience', 'changer la visibilité'],
      ['entryArchive', 'archiver'],
      ['entryWithdraw', 'retirer'],
      ['entryMerge', 'fusionner dans une autre'],
      ['entryClaim', 'reprendre la fiche écrite par d’autres sur l’organisation'],
      ['adoptionDeclare', 'déclarer que l’organisation réutilise une fiche'],
      ['adoptionWithdraw', 'retirer cette déclaration'],
    ],
  },
  {
    title: 'Les organisations et les territoires',
    about: 'Proposer une organisation est ouvert à toute personne connectée : elle attend ensuite sa vérification.',
    rows: [
      ['organizationCreate', 'proposer une organisation'],
      ['organizationVerify', 'vérifier une organisation'],
      ['organizationRename', 'renommer une organisation'],
      ['organizationJoinNetwork', 'noter l’adhésion à un réseau de villes'],
      ['organizationLeaveNetwork', 'noter la fin de cette adhésion'],
      ['organizationSetPublishing', 'choisir si une publication demande une soumission'],
      ['territoryRoles', 'lire qui coordonne quel territoire'],
      ['territoryRoleGrant', 'nommer la coordination d’un territoire'],
      ['territoryRoleEnd', 'y mettre fin'],
    ],
  },
  {
    title: 'Les personnes',
    about: 'Nul ne répond à sa propre demande.',
    rows: [
      ['membershipRequest', 'demander à rejoindre une organisation'],
      ['membershipRequestWithdraw', 'retirer sa demande'],
      ['invitationAccept', 'accepter une invitation'],
      ['membershipLeave', 'quitter une organisation'],
      ['sessionRevoke', 'mettre fin à l’une de ses sessions'],
      ['sessionRevokeAll', 'mettre fin à toutes ses sessions'],
      ['membershipRequests', 'lire les demandes faites à l’organisation'],
      ['membershipRequests.all', 'lire les demandes faites à toutes'],
      ['membershipConfirm', 'accepter une demande'],
      ['membershipRefuse', 'refuser une demande'],
      ['membershipEnd', 'mettre fin au rôle d’une personne'],
      ['organizationMembers', 'lire la liste des personnes de l’organisation'],
      ['invitations', 'lire les invitations'],
      ['invitationCreate', 'inviter'],
      ['invitationRevoke', 'annuler une invitation'],
      ['members', 'lire la liste des comptes'],
      ['memberReconcile', 'réunir deux comptes d’une même personne'],
    ],
  },
  {
    title: 'Les clés d’API',
    about: 'Une clé de portail appartient à une organisation ; elle lit, et n’écrit jamais.',
    rows: [
      ['apiKeys', 'lire la liste des clés des portails de l’organisation'],
      ['apiKeyCreate', 'créer une clé de portail'],
      ['apiKeyRotate', 'donner un nouveau secret à une clé de portail'],
      ['apiKeyRevoke', 'révoquer une clé de portail'],
      ['apiKeyRevoke.own', 'révoquer sa propre clé'],
      ['apiKeyRevoke.person', 'révoquer la clé d’une autre personne'],
    ],
  },
  {
    title: 'Ce qui est commun au réseau',
    about: 'Solutions, fournisseurs, mots de la recherche, imports.',
    rows: [
      ['systemConfirm', 'confirmer une solution'],
      ['systemMerge', 'fusionner deux solutions'],
      ['supplierConfirm', 'confirmer un fournisseur'],
      ['supplierMerge', 'fusionner deux fournisseurs'],
      ['glossaryHistory', 'lire l’historique du glossaire'],
      ['glossaryUpsert', 'écrire dans le glossaire'],
      ['glossaryRemove', 'retirer un groupe du glossaire'],
      ['unansweredQueries', 'lire les recherches restées sans réponse'],
      ['unansweredQueryDismiss', 'écarter une recherche restée sans réponse'],
      ['import.publish', 'publier un import (ligne de commande)'],
    ],
  },
];
