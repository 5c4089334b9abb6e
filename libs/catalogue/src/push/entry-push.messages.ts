import type { Localized } from '@maillage/kernel';

/** What there is to say to a program that pushes, by code. */
export const pushMessages = {
  PUSH_SOURCE_NAME: {
    fr: 'Nommez la source : 3 à 64 lettres minuscules sans accent, chiffres, points et tirets, par exemple `portail.region-exemple.fr`.',
    en: 'Name the source: 3 to 64 lower-case letters, digits, dots and hyphens, e.g. `portail.region-exemple.fr`.',
  },
  PUSH_SOURCE_TAKEN: {
    fr: 'Le nom de source « {source} » est déjà employé par d’autres : choisissez-en un qui soit à vous, votre nom de domaine par exemple.',
    en: 'The source name “{source}” is in use by others: choose one that is yours, your domain name for instance.',
  },
  PUSH_BATCH_ID: {
    fr: 'Nommez le lot : 1 à 128 lettres, chiffres, points, deux-points, tirets.',
    en: 'Name the batch: 1 to 128 letters, digits, dots, colons, hyphens.',
  },
  PUSH_ITEMS: {
    fr: 'Un lot compte de 1 à {max} fiches ; celui-ci en a {count}.',
    en: 'A batch has 1 to {max} items; this one has {count}.',
  },
  SOURCE_ID: {
    fr: 'Donnez l’identifiant de la fiche dans votre source, 1 à 300 caractères.',
    en: 'Give the id of the entry in your source, 1 to 300 characters.',
  },
  ITEM_TWICE: {
    fr: 'Cet identifiant est déjà celui de l’élément {first} du lot : gardez l’un des deux.',
    en: 'This id is that of item {first} of the batch already: keep one of the two.',
  },
  CONTENT_REQUIRED: {
    fr: 'Donnez le contenu de la fiche, ou dites-la archivée ou retirée.',
    en: 'Give the content of the entry, or say that it is archived or withdrawn.',
  },
  PUBLISH_NEEDED: {
    fr: 'Cela change ce que voient les lecteurs : envoyez le lot avec `publish: true`.',
    en: 'This changes what readers see: send the batch with `publish: true`.',
  },
  NOT_PUBLISHED: {
    fr: 'Cette fiche n’est pas publiée : elle ne s’archive pas, elle se retire.',
    en: 'This entry is not published: it cannot be archived, it can be withdrawn.',
  },
  REVISION_CONFLICT: {
    fr: 'Cette fiche a changé entre-temps : sa dernière révision est {newest}, non {base}. Relisez-la, puis envoyez à nouveau avec `baseRevision: {newest}`.',
    en: 'This entry changed meanwhile: its newest revision is {newest}, not {base}. Read it, then send again with `baseRevision: {newest}`.',
  },
  CLAIMED: {
    fr: 'La collectivité concernée a repris cette fiche : ce que vous envoyez n’est pas publié.',
    en: 'The organization that it is about has taken this entry over: what you send is not published.',
  },
  EDITED: {
    fr: 'Cette fiche a été modifiée ici depuis votre dernier envoi : ce que vous envoyez n’est pas publié.',
    en: 'This entry was edited here since you last pushed it: what you send is not published.',
  },
  DRAFT_OPEN: {
    fr: 'Quelqu’un a un brouillon en cours sur cette fiche : rien n’est écrit. Envoyez à nouveau quand il sera publié.',
    en: 'Somebody has a draft of this entry under way: nothing is written. Send again once it is published.',
  },
  ARCHIVED: {
    fr: 'Cette fiche est archivée : ce que vous envoyez n’est pas publié.',
    en: 'This entry is archived: what you send is not published.',
  },
  CLOSED: {
    fr: 'Cette fiche a été retirée ou fusionnée : rien n’est écrit, son identifiant ne resservira pas.',
    en: 'This entry was withdrawn or merged: nothing is written, its id is not used again.',
  },
  KIND_CHANGED: {
    fr: 'Une fiche garde son type : retirez celle-ci et envoyez l’autre sous un nouvel identifiant.',
    en: 'An entry keeps its kind: withdraw this one and send the other under a new id.',
  },
  DRAFT_LEFT: {
    fr: ' Un brouillon (révision {revision}) attend qu’on le compare et le publie.',
    en: ' A draft (revision {revision}) waits for somebody to compare and publish it.',
  },
} as const satisfies Record<string, Localized>;
