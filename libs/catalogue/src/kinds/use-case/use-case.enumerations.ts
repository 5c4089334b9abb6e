import { enumeration } from '../../fields/enumeration.js';

export const lifecycles = enumeration(
  'Lifecycle',
  ['Stade d’un cas d’usage', 'Stage of a use case'],
  {
    NOT_STATED: ['Non renseigné', 'Not stated'],
    IDEA: ['Idée', 'Idea'],
    DESIGN: ['Conception', 'Design'],
    DEVELOPMENT: ['Développement', 'Development'],
    EXPERIMENT: ['Expérimentation', 'Experiment'],
    EVALUATION: ['Évaluation', 'Evaluation'],
    DEPLOYED: ['Déployé', 'Deployed'],
    SUSPENDED: ['Suspendu', 'Suspended'],
    ABANDONED: ['Abandonné', 'Abandoned'],
    RETIRED: ['Retiré du service', 'Retired'],
  },
  'NOT_STATED',
);

export const abandonmentReasons = enumeration(
  'AbandonmentReason',
  ['Raison d’un abandon', 'Reason of an abandonment'],
  {
    COST: ['Coût', 'Cost'],
    DATA_QUALITY: ['Qualité des données', 'Data quality'],
    ACCURACY: ['Résultats insuffisants', 'Insufficient accuracy'],
    LEGAL: ['Motif juridique', 'Legal ground'],
    SUPPLIER: ['Fournisseur', 'Supplier'],
    STAFF: ['Moyens humains ou adhésion des agents', 'Staff'],
    ACCEPTANCE: ['Acceptation par le public', 'Public acceptance'],
    NO_NEED: ['Besoin disparu', 'No need any more'],
    ENVIRONMENT: ['Impact environnemental', 'Environmental impact'],
    OTHER: ['Autre', 'Other'],
  },
);

export const beneficiaryGroups = enumeration('BeneficiaryGroup', ['Public bénéficiaire', 'Who benefits'], {
  GENERAL_PUBLIC: ['Grand public', 'General public'],
  BENEFICIARIES: ['Bénéficiaires d’un service ou d’une aide', 'Recipients of a service or a benefit'],
  AGENTS: ['Agents', 'Public servants'],
  ASSOCIATIONS: ['Associations', 'Associations'],
  ELECTED: ['Élus', 'Elected officials'],
  COMPANIES: ['Entreprises', 'Companies'],
  LOCAL_AUTHORITIES: ['Collectivités', 'Local authorities'],
  SCHOOLS: ['Établissements scolaires', 'Schools'],
  HEALTH: ['Établissements de santé', 'Health institutions'],
  PLANNERS: ['Aménageurs', 'Urban planners'],
  OTHER: ['Autre', 'Other'],
});

export const decisionBands = enumeration(
  'DecisionsPerYear',
  ['Nombre de décisions par an', 'Decisions a year'],
  {
    UNDER_100: ['Moins de 100', 'Under 100'],
    FROM_100_TO_1K: ['De 100 à 1 000', '100 to 1,000'],
    FROM_1K_TO_10K: ['De 1 000 à 10 000', '1,000 to 10,000'],
    FROM_10K_TO_100K: ['De 10 000 à 100 000', '10,000 to 100,000'],
    OVER_100K: ['Plus de 100 000', 'Over 100,000'],
    NOT_STATED: ['Non renseigné', 'Not stated'],
  },
  'NOT_STATED',
);

export const techniques = enumeration(
  'Technique',
  ['Technique employée', 'Technique'],
  {
    RULES: ['Règles ou algorithme déterministe', 'Rules or deterministic algorithm'],
    CLASSICAL_ML: ['Apprentissage automatique', 'Machine learning'],
    COMPUTER_VISION: ['Vision par ordinateur', 'Computer vision'],
    NLP: ['Traitement automatique des langues', 'Natural language processing'],
    GENERATIVE: ['IA générative', 'Generative AI'],
    AGENTIC: ['Agents autonomes', 'Agents'],
    OPTIMISATION: ['Optimisation', 'Optimisation'],
    SIMULATION: ['Simulation', 'Simulation'],
    UNKNOWN: ['Inconnue', 'Unknown'],
  },
  'UNKNOWN',
);

export const automations = enumeration(
  'Automation',
  ['Part de la machine dans la décision', 'Part of the machine in the decision'],
  {
    NO_DECISION: ['Aucune décision', 'No decision'],
    INFORMATION: ['Informe', 'Informs'],
    RECOMMENDATION: ['Recommande', 'Recommends'],
    HUMAN_VALIDATES: ['Un humain valide chaque décision', 'A human validates each decision'],
    HUMAN_SAMPLES: ['Un humain contrôle par échantillon', 'A human checks samples'],
    AUTOMATIC: ['Automatique', 'Automatic'],
    NOT_STATED: ['Non renseignée', 'Not stated'],
  },
  'NOT_STATED',
);

export const aiActRoles = enumeration(
  'AiActRole',
  ['Rôle au sens du règlement européen sur l’IA', 'Role under the EU AI Act'],
  {
    PROVIDER: ['Fournisseur', 'Provider'],
    DEPLOYER: ['Déployeur', 'Deployer'],
    NOT_STATED: ['Non renseigné', 'Not stated'],
  },
  'NOT_STATED',
);

export const personalDataAnswers = enumeration(
  'PersonalDataProcessed',
  ['Traitement de données personnelles', 'Processing of personal data'],
  {
    NONE: ['Aucune donnée personnelle', 'No personal data'],
    YES: ['Données personnelles', 'Personal data'],
    SPECIAL: ['Données sensibles (article 9 du RGPD)', 'Special categories (GDPR article 9)'],
    NOT_STATED: ['Non renseigné', 'Not stated'],
  },
  'NOT_STATED',
);

export const gdprBases = enumeration(
  'GdprBasis',
  ['Base légale au sens du RGPD', 'Legal basis under the GDPR'],
  {
    PUBLIC_TASK: ['Mission d’intérêt public', 'Public task'],
    LEGAL_OBLIGATION: ['Obligation légale', 'Legal obligation'],
    CONSENT: ['Consentement', 'Consent'],
    CONTRACT: ['Contrat', 'Contract'],
    VITAL_INTERESTS: ['Sauvegarde des intérêts vitaux', 'Vital interests'],
    LEGITIMATE_INTERESTS: ['Intérêt légitime', 'Legitimate interests'],
    NOT_STATED: ['Non renseignée', 'Not stated'],
  },
  'NOT_STATED',
);

export const assessmentTypes = enumeration('ImpactAssessmentType', ['Analyse d’impact', 'Impact assessment'], {
  DPIA: ['Analyse d’impact relative à la protection des données (AIPD)', 'Data protection impact assessment'],
  FRIA: ['Analyse d’impact sur les droits fondamentaux', 'Fundamental rights impact assessment'],
  ALGORITHMIC: ['Analyse d’impact algorithmique', 'Algorithmic impact assessment'],
  SECURITY: ['Analyse de risques de sécurité', 'Security risk assessment'],
  ENVIRONMENTAL: ['Analyse environnementale', 'Environmental assessment'],
  OTHER: ['Autre', 'Other'],
});

export const assessmentStatuses = enumeration(
  'ImpactAssessmentStatus',
  ['État d’une analyse d’impact', 'State of an impact assessment'],
  {
    DONE: ['Faite', 'Done'],
    IN_PROGRESS: ['En cours', 'In progress'],
    PLANNED: ['Prévue', 'Planned'],
    NOT_DONE: ['Non faite', 'Not done'],
    NOT_STATED: ['Non renseigné', 'Not stated'],
  },
  'NOT_STATED',
);

/** Bands in euros, excluding tax; the lower bound belongs to the band, and 1,000,000 to the last but one. */
export const costBands = enumeration(
  'CostBand',
  ['Tranche de coût, en euros', 'Cost band, in euros'],
  {
    ZERO: ['0 €', '€0'],
    UNDER_10K: ['Moins de 10 000 €', 'Under €10,000'],
    FROM_10K_TO_50K: ['De 10 000 à 50 000 €', '€10,000 to €50,000'],
    FROM_50K_TO_100K: ['De 50 000 à 100 000 €', '€50,000 to €100,000'],
    FROM_100K_TO_250K: ['De 100 000 à 250 000 €', '€100,000 to €250,000'],
    FROM_250K_TO_1M: ['De 250 000 € à 1 M€', '€250,000 to €1 M'],
    OVER_1M: ['Plus de 1 M€', 'Over €1 M'],
    NOT_STATED: ['Non renseigné', 'Not stated'],
  },
  'NOT_STATED',
);

export const procurementModes = enumeration(
  'ProcurementMode',
  ['Mode de réalisation', 'How it was obtained'],
  {
    IN_HOUSE: ['Développé en interne', 'Built in-house'],
    CONTRACT: ['Marché public', 'Public contract'],
    SERVICE_PROVIDER: ['Prestataire, sans précision', 'Service provider, not specified'],
    PURCHASING_BODY: ['Centrale d’achat', 'Central purchasing body'],
    JOINT_PURCHASE: ['Groupement de commandes', 'Joint purchase'],
    PARTNERSHIP: ['Partenariat (recherche, école, commun numérique)', 'Partnership (research, school, commons)'],
    FREE_OF_CHARGE: ['Mise à disposition gratuite', 'Free of charge'],
    NOT_STATED: ['Non renseigné', 'Not stated'],
  },
  'NOT_STATED',
);

export const measurementMethods = enumeration(
  'MeasurementMethod',
  ['Origine d’un chiffre', 'Origin of a figure'],
  {
    MEASURED: ['Mesuré', 'Measured'],
    ESTIMATED: ['Estimé', 'Estimated'],
    UNKNOWN: ['Inconnue', 'Unknown'],
  },
  'UNKNOWN',
);

export const offers = enumeration('Offer', ['Ce que la collectivité offre à ses pairs', 'What peers may ask for'], {
  CALL: ['Un échange téléphonique', 'A call'],
  VISIT: ['Une visite', 'A visit'],
  DOCUMENTS: ['Des documents', 'Documents'],
  CODE: ['Du code', 'Code'],
  JOINT_PURCHASE: ['Un achat groupé', 'A joint purchase'],
});
