import { type Localized, localize } from '@maillage/kernel';
import type { BrokenLimit, QueryLimit } from './query-limits.js';

const what: Record<QueryLimit, Localized> = {
  tokens: {
    fr: 'mots et signes : découpez le document, ou passez les valeurs dans les variables',
    en: 'words and signs: split the document, or pass values in variables',
  },
  aliases: { fr: 'alias : envoyez plusieurs requêtes', en: 'aliases: send several requests' },
  directives: {
    fr: 'directives : posez-en une sur un fragment plutôt que sur chaque champ',
    en: 'directives: put one on a fragment instead of on each field',
  },
  depth: { fr: 'niveaux : demandez moins de champs imbriqués', en: 'levels: ask for fewer nested fields' },
  rootFields: {
    fr: 'champs à la racine : envoyez plusieurs requêtes',
    en: 'fields at the root: send several requests',
  },
  fields: {
    fr: 'champs, fragments dépliés : demandez ceux dont vous avez besoin',
    en: 'fields, fragments opened: ask for those you need',
  },
  duplicates: {
    fr: 'champs répétés au même endroit : demandez chacun une fois',
    en: 'fields repeated in one place: ask for each once',
  },
};

const template: Localized = {
  fr: 'Ce document est trop grand : {seen} pour {limit} au plus ; {what}.',
  en: 'This document is too large: {seen} where {limit} are allowed; {what}.',
};

/** What is too much, how much was seen, how much is allowed, how to mend it. */
export function limitMessage({ name, limit, seen }: BrokenLimit): Localized {
  const told = Number.isFinite(seen) ? seen : '∞';
  return {
    fr: localize(template, { seen: told, limit, what: what[name].fr }).fr,
    en: localize(template, { seen: told, limit, what: what[name].en }).en,
  };
}
