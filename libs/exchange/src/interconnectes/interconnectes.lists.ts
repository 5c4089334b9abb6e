import { subThemes, themes } from '@maillage/catalogue';
import type { OrganizationType } from '@maillage/identity';
import { LabelMatcher } from '../mapping/label-matcher.js';

/** The schema's closed lists, and what each value is in the catalogue. A value marked null says too little for one. */

export const themeMatcher = LabelMatcher.of(themes);
export const subThemeMatcher = LabelMatcher.of(subThemes);

/** « Opérateur » says nothing of what it is in law. */
export const schemaTypes: Readonly<Record<string, OrganizationType | null>> = {
  Commune: 'COMMUNE',
  EPCI: 'EPCI',
  Département: 'DEPARTEMENT',
  Région: 'REGION',
  'Syndicat mixte': 'SYNDICAT',
  Opérateur: null,
};

export const schemaStatuses = ['En expérimentation', 'En déploiement', 'Terminée', 'Abandonné'] as const;

/** The first three are of the schema's list; the others of its help text, or spelled by people. */
export const statusMatcher = new LabelMatcher([
  ['En expérimentation', 'EXPERIMENT'],
  ['En déploiement', 'DEPLOYED'],
  ['Abandonné', 'ABANDONED'],
  ['Abandonnée', 'ABANDONED'],
  ['En réflexion', 'IDEA'],
  ['En construction', 'DEVELOPMENT'],
  ['POC', 'EXPERIMENT'],
]);

export const audienceMatcher = new LabelMatcher([
  ['Grand public', 'GENERAL_PUBLIC'],
  ['Bénéficiaire', 'BENEFICIARIES'],
  ['Agent', 'AGENTS'],
  ['Association', 'ASSOCIATIONS'],
  ['Elu', 'ELECTED'],
  ['Entreprises', 'COMPANIES'],
  ['Collectivités', 'LOCAL_AUTHORITIES'],
  ['Etablissement scolaire', 'SCHOOLS'],
  ['Etablissement santé', 'HEALTH'],
]);

/** Not in the schema's list, yet in its files. */
export const furtherAudiences = new LabelMatcher([
  ['Aménageurs', 'PLANNERS'],
  ['Aménageur', 'PLANNERS'],
  ['Agents', 'AGENTS'],
  ['Elus', 'ELECTED'],
  ['Associations', 'ASSOCIATIONS'],
  ['Bénéficiaires', 'BENEFICIARIES'],
  ['Entreprise', 'COMPANIES'],
  ['Collectivité', 'LOCAL_AUTHORITIES'],
  ['Usagers', 'GENERAL_PUBLIC'],
  ['Citoyens', 'GENERAL_PUBLIC'],
  ['Etablissements scolaires', 'SCHOOLS'],
  ['Etablissements de santé', 'HEALTH'],
]);

export const techniqueMatcher = new LabelMatcher([
  ['Machine Learning', 'CLASSICAL_ML'],
  ['Traitement Automatique du langage', 'NLP'],
  ['IA générative', 'GENERATIVE'],
  ['Computer vision', 'COMPUTER_VISION'],
  ['Réseaux de neurones', 'CLASSICAL_ML'],
]);

export const hostingMatcher = new LabelMatcher([
  ['cloud chez un tiers', 'THIRD_PARTY_CLOUD'],
  ["en interne de l'administration", 'ON_PREMISES'],
]);

export const modeMatcher = new LabelMatcher([
  ['Projet développé en interne', 'IN_HOUSE'],
  ['projet développé en externe', 'SERVICE_PROVIDER'],
  ['mobilisation de prestataire(s)', 'SERVICE_PROVIDER'],
  ['marché public', 'CONTRACT'],
]);

/** « moins de 50k€ » and « plus de 100k€ » each cover several bands of the catalogue. */
export const budgetMatcher = new LabelMatcher<'FROM_50K_TO_100K' | 'SEVERAL'>([
  ['moins de 50k€', 'SEVERAL'],
  ['de 50k€ à 100k€', 'FROM_50K_TO_100K'],
  ['plus de 100k€', 'SEVERAL'],
]);

export const riskMatcher = new LabelMatcher<'MINIMAL' | 'TRANSPARENCY_ART50' | 'PROHIBITED_ART5' | 'SEVERAL'>([
  ['risque minimal', 'MINIMAL'],
  ['risque limité', 'TRANSPARENCY_ART50'],
  ['risque élevé', 'SEVERAL'],
  ['inacceptable', 'PROHIBITED_ART5'],
]);

/** « développé en régie »: how it is made, in a column that asks with whom. */
export const IN_HOUSE_WORDS = /^(projet )?(développ[ée]+|réalis[ée]+|conçu|fait)?\s*(en (régie|interne)|en propre)$/iu;
