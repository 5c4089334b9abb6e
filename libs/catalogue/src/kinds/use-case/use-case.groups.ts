import {
  code,
  decimal,
  group,
  integer,
  line,
  listOf,
  oneOf,
  paragraph,
  partialDate,
  reference,
  url,
} from '../../fields/field.js';
import { aiActClasses, ccags, hostings, procedures, yesNo } from '../shared.enumerations.js';
import * as is from './use-case.enumerations.js';

/** Groups of a use case, each a GraphQL type of its own. */

const EUROS_MAX = 1_000_000_000;

export const abandonment = group(
  'UseCaseAbandonment',
  {
    reasons: listOf(oneOf(is.abandonmentReasons, { label: ['Raison', 'Reason'] }), {
      label: ['Raisons', 'Reasons'],
      max: 10,
      required: { from: 'ALWAYS', when: { path: 'lifecycle', oneOf: ['ABANDONED'] } },
      facet: 'abandonmentReasons',
    }),
    story: paragraph({
      label: ['Ce qui s’est passé', 'What happened'],
      help: ['Ce qu’une autre ville doit savoir avant d’essayer.', 'What another city should know before it tries.'],
      max: 6_000,
      required: { from: 'ALWAYS', when: { path: 'lifecycle', oneOf: ['ABANDONED'] } },
      search: 'TEXT',
    }),
    wouldRetry: oneOf(yesNo, { label: ['Prêts à réessayer', 'Would try again'] }),
  },
  { label: ['Abandon', 'Abandonment'] },
);

export const deployment = group(
  'UseCaseDeployment',
  {
    system: reference('SYSTEM', {
      label: ['Solution', 'System'],
      help: ['Le produit employé, commun à tous ses déploiements.', 'The product used, shared by all its deployments.'],
    }),
    hosting: oneOf(hostings, {
      label: ['Hébergement', 'Hosting'],
      required: { from: 'EXPERIMENT' },
      facet: 'hosting',
    }),
    region: line({ label: ['Lieu d’hébergement', 'Place of hosting'], max: 120 }),
    version: line({ label: ['Version', 'Version'], max: 60 }),
  },
  { label: ['Déploiement', 'Deployment'] },
);

export const humanOversight = group(
  'UseCaseHumanOversight',
  {
    who: line({
      label: ['Qui contrôle', 'Who oversees'],
      help: ['Une fonction, pas une personne.', 'A function, not a person.'],
      required: { from: 'DEPLOYED', highRisk: true },
    }),
    power: paragraph({
      label: ['Pouvoir du contrôle humain', 'Power of the human overseer'],
      max: 2_000,
      required: { from: 'DEPLOYED', highRisk: true },
    }),
    canOverride: oneOf(yesNo, {
      label: ['Peut écarter le résultat', 'Can set the result aside'],
      required: { from: 'DEPLOYED', highRisk: true },
    }),
  },
  { label: ['Contrôle humain', 'Human oversight'] },
);

export const aiAct = group(
  'UseCaseAiAct',
  {
    role: oneOf(is.aiActRoles, { label: ['Rôle', 'Role'], required: { from: 'DESIGN' } }),
    class: oneOf(aiActClasses, { label: ['Classe', 'Class'], required: { from: 'DESIGN' }, facet: 'aiActClass' }),
    justification: paragraph({
      label: ['Justification de la classe', 'Why this class'],
      max: 4_000,
      required: {
        from: 'DESIGN',
        when: {
          path: 'aiAct.class',
          oneOf: ['PROHIBITED_ART5', 'HIGH_ANNEX_III', 'HIGH_ANNEX_I', 'DEROGATION_ART6_3', 'NOT_AI_BUT_IMPACTFUL'],
        },
      },
    }),
    assessedOn: partialDate({ label: ['Date de l’analyse', 'Assessed on'] }),
  },
  { label: ['Règlement européen sur l’IA', 'EU AI Act'] },
);

export const personalData = group(
  'UseCasePersonalData',
  {
    processed: oneOf(is.personalDataAnswers, {
      label: ['Données personnelles traitées', 'Personal data processed'],
      required: { from: 'DESIGN' },
      facet: 'personalData',
    }),
    gdprBasis: oneOf(is.gdprBases, {
      label: ['Base légale (RGPD)', 'Legal basis (GDPR)'],
      required: { from: 'DEPLOYED', when: { path: 'personalData.processed', oneOf: ['YES', 'SPECIAL'] } },
    }),
    registerUrl: url({ label: ['Registre des traitements', 'Register of processing'] }),
  },
  { label: ['Données personnelles', 'Personal data'] },
);

export const cost = group(
  'UseCaseCost',
  {
    oneOffEur: integer({ label: ['Coût ponctuel (€)', 'One-off cost (€)'], audience: 'NETWORK', max: EUROS_MAX }),
    yearlyEur: integer({ label: ['Coût annuel (€)', 'Yearly cost (€)'], audience: 'NETWORK', max: EUROS_MAX }),
    oneOffBand: oneOf(is.costBands, {
      label: ['Tranche du coût ponctuel', 'Band of the one-off cost'],
      help: ['Suit du montant s’il est donné.', 'Follows from the amount where one is given.'],
      required: { from: 'DEPLOYED' },
      facet: 'costBand',
    }),
    yearlyBand: oneOf(is.costBands, {
      label: ['Tranche du coût annuel', 'Band of the yearly cost'],
      required: { from: 'DEPLOYED' },
      facet: 'yearlyCost',
    }),
    internalDays: integer({
      label: ['Jours d’agents', 'Days of staff'],
      audience: 'NETWORK',
      max: 100_000,
    }),
  },
  { label: ['Coût', 'Cost'] },
);

/** Common Procurement Vocabulary, with or without its check digit. */
export const cpvCode = code({
  label: ['Code CPV', 'CPV code'],
  max: 10,
  pattern: { test: /^\d{8}(-\d)?$/, example: '72212000-4' },
});

export const procurement = group(
  'UseCaseProcurement',
  {
    mode: oneOf(is.procurementModes, {
      label: ['Mode de réalisation', 'How it was obtained'],
      facet: 'procurementMode',
    }),
    procedure: oneOf(procedures, { label: ['Procédure', 'Procedure'] }),
    ccag: oneOf(ccags, { label: ['CCAG', 'CCAG'] }),
    cpv: listOf(cpvCode, { label: ['Codes CPV', 'CPV codes'], max: 10 }),
    contractEnd: partialDate({ label: ['Fin du contrat', 'End of the contract'] }),
  },
  { label: ['Achat', 'Procurement'] },
);

export const environment = group(
  'UseCaseEnvironment',
  {
    kWhPerYear: decimal({ label: ['Électricité (kWh par an)', 'Electricity (kWh a year)'] }),
    gCO2ePerYear: decimal({ label: ['Émissions (g CO₂e par an)', 'Emissions (g CO₂e a year)'], max: 1e15 }),
    method: oneOf(is.measurementMethods, { label: ['Origine des chiffres', 'Origin of the figures'] }),
  },
  { label: ['Environnement', 'Environment'] },
);

export const reuseKit = group(
  'UseCaseReuseKit',
  {
    prerequisites: listOf(line({ label: ['Prérequis', 'Prerequisite'] }), {
      label: ['Prérequis', 'Prerequisites'],
      max: 20,
      search: 'TEXT',
    }),
    effortDays: integer({ label: ['Effort (jours)', 'Effort (days)'], max: 100_000 }),
    minPopulation: integer({ label: ['À partir de (habitants)', 'From (inhabitants)'], max: 100_000_000 }),
    skills: listOf(line({ label: ['Compétence', 'Skill'], max: 120 }), { label: ['Compétences', 'Skills'], max: 20 }),
    codeUrl: url({ label: ['Code source', 'Source code'] }),
    docs: listOf(
      group(
        'UseCaseDocument',
        {
          title: line({ label: ['Intitulé', 'Title'], max: 200, mandatory: true, search: 'TEXT' }),
          url: url({ label: ['Adresse', 'Address'] }),
        },
        { label: ['Document', 'Document'] },
      ),
      { label: ['Documents', 'Documents'], max: 30 },
    ),
  },
  { label: ['Pour réutiliser', 'Reuse kit'] },
);

export const lessons = group(
  'UseCaseLessons',
  {
    worked: listOf(paragraph({ label: ['Ce qui a marché', 'What worked'], max: 1_500 }), {
      label: ['Ce qui a marché', 'What worked'],
      max: 20,
      search: 'TEXT',
    }),
    didNot: listOf(paragraph({ label: ['Ce qui n’a pas marché', 'What did not work'], max: 1_500 }), {
      label: ['Ce qui n’a pas marché', 'What did not work'],
      max: 20,
      search: 'TEXT',
    }),
    wouldDoDifferently: paragraph({
      label: ['Ce que nous ferions autrement', 'What we would do differently'],
      max: 4_000,
      search: 'TEXT',
    }),
  },
  {
    label: ['Enseignements', 'Lessons'],
    help: ['Au moins une réponse, succès ou échec.', 'At least one answer, success or failure.'],
    required: { from: 'EXPERIMENT' },
  },
);
