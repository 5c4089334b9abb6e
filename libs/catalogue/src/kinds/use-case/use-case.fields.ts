import type { EnvelopeContent } from '../../fields/envelope/envelope.fields.js';
import {
  type ContentOf,
  date,
  group,
  line,
  listOf,
  markdown,
  oneOf,
  paragraph,
  partialDate,
  url,
} from '../../fields/field.js';
import { yesNo } from '../shared.enumerations.js';
import * as is from './use-case.enumerations.js';
import * as groups from './use-case.groups.js';

/** Fields of a use of AI by an organization. */
export const useCaseFields = {
  problem: markdown({
    label: ['Problème à résoudre', 'Problem to solve'],
    help: ['Le besoin, avant la solution.', 'The need, before the solution.'],
    max: 6_000,
    required: { from: 'ALWAYS' },
    search: 'TEXT',
  }),
  notFor: paragraph({
    label: ['Ce à quoi l’usage ne sert pas', 'What it is not for'],
    max: 2_000,
    search: 'TEXT',
  }),
  expectedBenefits: listOf(
    group(
      'UseCaseBenefit',
      {
        benefit: line({ label: ['Bénéfice', 'Benefit'], mandatory: true, search: 'TEXT' }),
        indicator: line({ label: ['Indicateur', 'Indicator'] }),
        target: line({ label: ['Cible', 'Target'], max: 120 }),
      },
      { label: ['Bénéfice attendu', 'Expected benefit'] },
    ),
    { label: ['Bénéfices attendus', 'Expected benefits'], max: 20 },
  ),
  alternativesConsidered: paragraph({
    label: ['Solutions de rechange étudiées', 'Alternatives considered'],
    help: ['Y compris sans IA.', 'Including without AI.'],
    search: 'TEXT',
  }),
  lifecycle: oneOf(is.lifecycles, { label: ['Stade', 'Stage'], required: { from: 'ALWAYS' }, facet: 'lifecycle' }),
  startedOn: partialDate({ label: ['Date de démarrage', 'Started on'] }),
  endedOn: partialDate({ label: ['Date de fin', 'Ended on'] }),
  abandonment: groups.abandonment,
  department: line({ label: ['Service porteur', 'Department in charge'], max: 200, search: 'TEXT' }),
  beneficiaries: listOf(oneOf(is.beneficiaryGroups, { label: ['Public', 'Group'] }), {
    label: ['Bénéficiaires', 'Beneficiaries'],
    max: 11,
    facet: 'beneficiaries',
  }),
  individualDecisions: oneOf(yesNo, {
    label: ['Décisions individuelles', 'Individual decisions'],
    help: [
      'L’usage sert-il à prendre des décisions sur des personnes ?',
      'Does it take part in decisions about persons?',
    ],
    required: { from: 'EXPERIMENT' },
    facet: 'individualDecisions',
  }),
  decisionsPerYear: oneOf(is.decisionBands, {
    label: ['Décisions par an', 'Decisions a year'],
    required: { from: 'DEPLOYED', when: { path: 'individualDecisions', oneOf: ['YES'] } },
  }),
  partners: listOf(line({ label: ['Partenaire', 'Partner'], max: 200 }), {
    label: ['Partenaires', 'Partners'],
    max: 40,
    search: 'TEXT',
  }),
  deployment: groups.deployment,
  techniques: listOf(oneOf(is.techniques, { label: ['Technique', 'Technique'] }), {
    label: ['Techniques', 'Techniques'],
    max: 9,
    required: { from: 'DESIGN' },
    facet: 'techniques',
  }),
  automation: oneOf(is.automations, {
    label: ['Part de la machine dans la décision', 'Part of the machine in the decision'],
    required: { from: 'DESIGN' },
    facet: 'automation',
  }),
  humanOversight: groups.humanOversight,
  appealRoute: paragraph({
    label: ['Voie de recours', 'Appeal route'],
    help: [
      'Comment une personne conteste une décision prise avec cet outil.',
      'How a person contests a decision made with this tool.',
    ],
    max: 2_000,
    required: { from: 'ALWAYS', when: { path: 'individualDecisions', oneOf: ['YES'] } },
  }),
  rollback: paragraph({
    label: ['Retour en arrière', 'Rollback'],
    help: ['Comment revenir à la situation d’avant.', 'How to return to the former way of working.'],
    max: 2_000,
    required: { from: 'DEPLOYED', highRisk: true },
  }),
  aiAct: groups.aiAct,
  legalBases: listOf(
    group(
      'UseCaseLegalBasis',
      {
        title: line({ label: ['Intitulé', 'Title'], mandatory: true, search: 'TEXT' }),
        url: url({ label: ['Adresse', 'Address'] }),
      },
      { label: ['Fondement juridique', 'Legal basis'] },
    ),
    {
      label: ['Fondements juridiques', 'Legal bases'],
      max: 20,
      required: { from: 'DEPLOYED', when: { path: 'individualDecisions', oneOf: ['YES'] } },
    },
  ),
  personalData: groups.personalData,
  impactAssessments: listOf(
    group(
      'UseCaseImpactAssessment',
      {
        type: oneOf(is.assessmentTypes, { label: ['Analyse', 'Assessment'], mandatory: true }),
        status: oneOf(is.assessmentStatuses, { label: ['État', 'State'] }),
        date: date({ label: ['Date', 'Date'] }),
        url: url({ label: ['Adresse', 'Address'] }),
        whyNot: paragraph({ label: ['Pourquoi elle manque', 'Why it is missing'], max: 1_000 }),
      },
      { label: ['Analyse d’impact', 'Impact assessment'] },
    ),
    { label: ['Analyses d’impact', 'Impact assessments'], max: 12, required: { from: 'DEPLOYED', highRisk: true } },
  ),
  risks: listOf(
    group(
      'UseCaseRisk',
      {
        name: line({ label: ['Risque', 'Risk'], max: 200, mandatory: true, search: 'TEXT' }),
        description: paragraph({ label: ['Description', 'Description'], max: 2_000, search: 'TEXT' }),
        mitigation: paragraph({ label: ['Mesure prise', 'Mitigation'], max: 2_000, search: 'TEXT' }),
      },
      { label: ['Risque', 'Risk'] },
    ),
    { label: ['Risques', 'Risks'], max: 30, required: { from: 'DEPLOYED', highRisk: true } },
  ),
  dataSources: listOf(
    group(
      'UseCaseDataSource',
      {
        name: line({ label: ['Jeu de données', 'Data set'], max: 200, mandatory: true, search: 'TEXT' }),
        url: url({ label: ['Adresse', 'Address'] }),
        provider: line({ label: ['Fournisseur des données', 'Data provider'], max: 200 }),
        personal: oneOf(yesNo, { label: ['Données personnelles', 'Personal data'] }),
        licence: line({ label: ['Licence', 'Licence'], max: 120 }),
      },
      { label: ['Source de données', 'Data source'] },
    ),
    { label: ['Sources de données', 'Data sources'], max: 30, required: { from: 'DEPLOYED', highRisk: true } },
  ),
  cost: groups.cost,
  procurement: groups.procurement,
  environment: groups.environment,
  reuseKit: groups.reuseKit,
  offers: listOf(oneOf(is.offers, { label: ['Offre', 'Offer'] }), {
    label: ['Ce que nous offrons aux pairs', 'What we offer to peers'],
    max: 5,
    facet: 'offers',
  }),
  lessons: groups.lessons,
} as const;

export type UseCaseContent = EnvelopeContent & ContentOf<typeof useCaseFields>;
