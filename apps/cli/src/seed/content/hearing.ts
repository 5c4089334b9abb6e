import type { DataCharterContent, UseCaseContent } from '@maillage/catalogue';

/** A fact of the hearing that is a use case or a charter. Its citizens' deliberations wait for a kind of their own. */
export interface HearingFact {
  /** Id within the source; also what a seeding that was interrupted goes on by. */
  readonly sourceId: string;
  readonly kind: 'USE_CASE' | 'DATA_CHARTER';
  readonly subject: keyof typeof hearingCities;
  readonly content: UseCaseContent | DataCharterContent;
  /** Name of the system that the hearing names. */
  readonly system?: string;
}

/** Territories of the organizations that the facts are about. */
export const hearingCities = { montpellier: 'COMMUNE-34172', metropole: 'EPCI-243400017' } as const;

export const HEARING_SOURCE = 'audition-21';

const source =
  'Source : audition #21, « Paris, l’IA et la participation citoyenne », 20 septembre 2024. ' +
  'Fiche tenue par le réseau ; ce que l’audition ne dit pas est laissé « non renseigné ».';

const unstated = {
  lang: 'FR',
  automation: 'NOT_STATED',
  individualDecisions: 'NOT_STATED',
  aiAct: { role: 'NOT_STATED', class: 'NOT_ASSESSED' },
  personalData: { processed: 'NOT_STATED' },
  cost: { oneOffBand: 'NOT_STATED', yearlyBand: 'NOT_STATED' },
  procurement: { mode: 'NOT_STATED' },
} as const satisfies UseCaseContent;

/** What was said, and nothing else. */
export const hearingFacts: readonly HearingFact[] = [
  {
    sourceId: 'montpellier-chatgpt-suspendu',
    kind: 'USE_CASE',
    subject: 'montpellier',
    content: {
      ...unstated,
      title: 'ChatGPT suspendu pour les agents, afin d’ouvrir le débat',
      summary: 'Au printemps 2023, Montpellier a suspendu ChatGPT pour ses agents afin d’ouvrir le débat.',
      description: `Au printemps 2023, Montpellier a suspendu ChatGPT pour ses agents afin d’ouvrir le débat.\n\n${source}`,
      themes: ['ADMINISTRATION_ORGANISATION'],
      keywords: ['ChatGPT', 'suspension', 'agents'],
      lifecycle: 'SUSPENDED',
      beneficiaries: ['AGENTS'],
      techniques: ['UNKNOWN'],
      deployment: { hosting: 'UNKNOWN' },
    },
    system: 'ChatGPT',
  },
  {
    sourceId: 'montpellier-ia-generative-relation-usager',
    kind: 'USE_CASE',
    subject: 'montpellier',
    content: {
      ...unstated,
      title: 'IA générative pour la relation aux usagers : refaire d’abord la base de connaissances',
      summary:
        'Montpellier travaille sur l’IA générative pour la relation aux usagers ; cela demande d’abord de refaire la base de connaissances.',
      description: `Montpellier travaille sur l’IA générative pour la relation aux usagers, ce qui demande d’abord de refaire la base de connaissances.\n\n${source}`,
      themes: ['CITIZENSHIP_HEALTH_SOLIDARITY'],
      subThemes: ['SOCIAL_TIES_USER_RELATIONS'],
      keywords: ['IA générative', 'relation aux usagers', 'base de connaissances'],
      lifecycle: 'NOT_STATED',
      techniques: ['GENERATIVE'],
      deployment: { hosting: 'UNKNOWN' },
    },
  },
  {
    sourceId: 'montpellier-strategie-donnees-ia',
    kind: 'DATA_CHARTER',
    subject: 'metropole',
    content: {
      lang: 'FR',
      title: 'Stratégie de la donnée et de l’IA',
      summary:
        'Une stratégie de la donnée et de l’IA fait suite à la convention citoyenne de Montpellier ; au jour de l’audition, son vote par le conseil métropolitain était annoncé pour octobre 2024.',
      description: `La convention citoyenne de Montpellier devait être suivie d’une stratégie de la donnée et de l’IA, votée par le conseil métropolitain en octobre 2024, et d’un comité métropolitain où siègent des citoyens.\n\n${source}`,
      themes: ['GOVERNANCE_TECHNOLOGY'],
      subThemes: ['RESPONSIBLE_DIGITAL_STRATEGY', 'CITIZEN_PARTICIPATION'],
      keywords: ['stratégie', 'données', 'convention citoyenne'],
      charterType: 'MIXED',
      governance: { committee: 'Comité métropolitain', composition: 'Des citoyens y siègent.' },
    },
  },
  {
    sourceId: 'montpellier-dix-lois',
    kind: 'DATA_CHARTER',
    subject: 'montpellier',
    content: {
      lang: 'FR',
      title: 'Dix « lois » de la donnée et de l’IA',
      summary: 'À la suite de sa convention citoyenne, Montpellier annonce dix « lois » de la donnée et de l’IA.',
      description: `La convention citoyenne de Montpellier devait être suivie de dix « lois » de la donnée et de l’IA. L’audition n’en donne pas le texte.\n\n${source}`,
      themes: ['GOVERNANCE_TECHNOLOGY'],
      subThemes: ['RESPONSIBLE_DIGITAL_STRATEGY', 'CITIZEN_PARTICIPATION'],
      keywords: ['dix lois', 'données', 'convention citoyenne'],
      charterType: 'MIXED',
    },
  },
];
