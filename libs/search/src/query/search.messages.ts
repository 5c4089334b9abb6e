import type { Localized } from '@maillage/kernel';

export const searchMessages = {
  QUERY_TOO_LONG: {
    fr: 'Recherche trop longue : {max} caractères au plus. Gardez les mots qui comptent.',
    en: 'The search is too long: at most {max} characters. Keep the words that matter.',
  },
  FIRST_OUT_OF_RANGE: {
    fr: '`first` va de 1 à {max}.',
    en: '`first` goes from 1 to {max}.',
  },
  CURSOR_TOO_FAR: {
    fr: 'La recherche ne se feuillette pas au-delà de {max} résultats : affinez-la, ou parcourez `entries`.',
    en: 'A search is not paged beyond {max} results: narrow it, or read `entries`.',
  },
  FILTER_TOO_MANY: {
    fr: 'Au plus {max} valeurs pour le filtre « {field} ».',
    en: 'At most {max} values for the filter “{field}”.',
  },
  TOWN_UNKNOWN: {
    fr: '« Communes comme la mienne » suppose de se connecter avec une organisation dont la population est connue. Choisissez sinon une tranche dans `populationBands`.',
    en: '"Towns like mine" needs a caller whose organization has a known population. Choose a band in `populationBands` otherwise.',
  },
  UNAVAILABLE: {
    fr: 'La recherche est momentanément indisponible. Réessayez dans un instant ; les fiches restent lisibles par leur adresse.',
    en: 'Search is unavailable for the moment. Try again shortly; entries can still be read by their address.',
  },
} as const satisfies Record<string, Localized>;
