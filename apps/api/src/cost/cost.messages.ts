import type { Localized } from '@maillage/kernel';

export const costTexts = {
  tooCostly: {
    fr: 'Cette requête coûterait {requested} points, pour {limit} au plus : demandez une page plus courte (`first`) ou moins de champs.',
    en: 'This query would cost {requested} points, {limit} at most: ask for a shorter page (`first`) or fewer fields.',
  },
  tooMuchOfTheSchema: {
    fr: 'Cette question sur le schéma donnerait environ {requested} valeurs, pour {limit} au plus : demandez moins de listes imbriquées.',
    en: 'This question about the schema would give some {requested} values, {limit} at most: ask for fewer nested lists.',
  },
  exhausted: {
    fr: 'Votre budget de requêtes est épuisé : {requested} points demandés, {remaining} restants sur {limit} par minute. Réessayez dans {resetIn} s.',
    en: 'Your budget of queries is spent: {requested} points asked for, {remaining} left of {limit} a minute. Try again in {resetIn} s.',
  },
  refusedTooOften: {
    fr: 'Trop de documents ou de clés refusés depuis cette adresse ({limit} par minute). Corrigez-les, puis réessayez dans {resetIn} s.',
    en: 'Too many refused documents or keys from this address ({limit} a minute). Mend them, then try again in {resetIn} s.',
  },
} satisfies Record<string, Localized>;
