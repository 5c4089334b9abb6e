import { enumeration } from '../../fields/enumeration.js';

export const clauseTopics = enumeration(
  'ClauseTopic',
  ['Objet d’une clause', 'Topic of a clause'],
  {
    RISK_MANAGEMENT: ['Gestion des risques', 'Risk management'],
    DATA_GOVERNANCE: ['Gouvernance des données', 'Data governance'],
    DOCUMENTATION: ['Documentation', 'Documentation'],
    LOGGING: ['Journalisation', 'Logging'],
    TRANSPARENCY: ['Transparence', 'Transparency'],
    HUMAN_OVERSIGHT: ['Contrôle humain', 'Human oversight'],
    ACCURACY_ROBUSTNESS: ['Exactitude et robustesse', 'Accuracy and robustness'],
    SECURITY: ['Sécurité', 'Security'],
    QUALITY_MANAGEMENT: ['Gestion de la qualité', 'Quality management'],
    CONFORMITY: ['Conformité', 'Conformity'],
    DATA_RIGHTS: ['Droits sur les données', 'Data rights'],
    TRAINING_ON_CITY_DATA: ['Entraînement sur les données de la collectivité', 'Training on the city’s data'],
    IP: ['Propriété intellectuelle', 'Intellectual property'],
    TESTING_ACCEPTANCE: ['Tests et recette', 'Testing and acceptance'],
    PERFORMANCE_SLA: ['Niveaux de service', 'Service levels'],
    AUDIT: ['Audit', 'Audit'],
    INCIDENT: ['Incidents', 'Incidents'],
    SUBPROCESSING_MODEL_CHANGE: ['Sous-traitance et changement de modèle', 'Subprocessing and change of model'],
    HOSTING_SOVEREIGNTY: ['Hébergement et souveraineté', 'Hosting and sovereignty'],
    ENVIRONMENT: ['Environnement', 'Environment'],
    ACCESSIBILITY: ['Accessibilité', 'Accessibility'],
    INTEROPERABILITY: ['Interopérabilité', 'Interoperability'],
    REVERSIBILITY_EXIT: ['Réversibilité et sortie', 'Reversibility and exit'],
    PRICE_REVISION: ['Révision des prix', 'Price revision'],
    CONTRACT_TRANSPARENCY: ['Transparence du contrat', 'Contract transparency'],
    NOT_STATED: ['Non renseigné', 'Not stated'],
  },
  'NOT_STATED',
);

export const positionLevels = enumeration(
  'ClausePositionLevel',
  ['Position de négociation', 'Negotiating position'],
  {
    TARGET: ['Objectif', 'Target'],
    ACCEPTABLE: ['Acceptable', 'Acceptable'],
    FLOOR: ['Plancher', 'Floor'],
    NOT_STATED: ['Non renseignée', 'Not stated'],
  },
  'NOT_STATED',
);

export const parameterTypes = enumeration('ClauseParameterType', ['Type d’un paramètre', 'Type of a parameter'], {
  TEXT: ['Texte', 'Text'],
  INTEGER: ['Nombre entier', 'Integer'],
  DECIMAL: ['Nombre décimal', 'Decimal number'],
  PERCENTAGE: ['Pourcentage', 'Percentage'],
  DURATION: ['Durée', 'Duration'],
  AMOUNT: ['Montant', 'Amount'],
  DATE: ['Date', 'Date'],
  CHOICE: ['Choix dans une liste', 'Choice from a list'],
});

export const documentParts = enumeration(
  'ContractDocumentPart',
  ['Pièce du marché', 'Part of the contract documents'],
  {
    CCAP: ['CCAP (clauses administratives)', 'CCAP (administrative terms)'],
    CCTP: ['CCTP (clauses techniques)', 'CCTP (technical terms)'],
    RC: ['Règlement de la consultation', 'Rules of the call for tenders'],
    AE: ['Acte d’engagement', 'Deed of commitment'],
    ANNEX_DPA: ['Annexe « protection des données »', 'Data processing annex'],
    ANNEX_SECURITY: ['Annexe « sécurité »', 'Security annex'],
    NOT_STATED: ['Non renseignée', 'Not stated'],
  },
  'NOT_STATED',
);

export const negotiationOutcomes = enumeration(
  'NegotiationOutcome',
  ['Issue de la négociation', 'Outcome of the negotiation'],
  {
    ACCEPTED: ['Acceptée', 'Accepted'],
    AMENDED: ['Amendée', 'Amended'],
    REFUSED: ['Refusée', 'Refused'],
    NOT_TESTED: ['Pas encore négociée', 'Not tested'],
  },
  'NOT_TESTED',
);
