import { foldText } from '@maillage/kernel';
import { cutAtWord, saysNothing } from '../mapping/cell-text.js';
import { readPartners } from '../mapping/partner-list.js';
import type { CellMapper } from './cell-mapper.js';
import * as lists from './interconnectes.lists.js';
import { interconnectesTexts as texts } from './interconnectes.messages.js';

const MAX_PARTNERS = 40;
const MAX_PARTNER = 200;

/**
 * The fields of a use case. What the file does not say has the value "not known", which counts as not answered; nothing
 * is guessed from a text.
 */
export function mapUseCase(cells: CellMapper): Record<string, unknown> {
  const { partners, inHouse } = mapPartners(cells);
  const lifecycle = mapLifecycle(cells);
  const story = cells.text('status_abandon');
  const techniques = cells.list('type_algorithme', lists.techniqueMatcher);
  const dataSource = cells.text('donnees_source');
  return {
    lifecycle,
    startedOn: cells.date('Date_de_demarrage'),
    ...(lifecycle === 'ABANDONED' && story !== '' && { abandonment: { story: cutAtWord(story, 6_000) } }),
    beneficiaries: cells.list('Audience', lists.audienceMatcher, lists.furtherAudiences),
    individualDecisions: 'NOT_STATED',
    partners,
    deployment: { hosting: cells.value('herbergement', lists.hostingMatcher) ?? 'UNKNOWN' },
    techniques: techniques.length > 0 ? techniques : ['UNKNOWN'],
    automation: 'NOT_STATED',
    aiAct: { role: 'NOT_STATED', class: mapRisk(cells) },
    personalData: { processed: 'NOT_STATED' },
    dataSources: dataSource === '' ? [] : [{ name: cutAtWord(dataSource.replace(/\s*\n\s*/gu, ', '), 200) }],
    cost: { oneOffBand: 'NOT_STATED', yearlyBand: mapBudget(cells) },
    procurement: { mode: cells.value('mise_en_oeuvre', lists.modeMatcher) ?? (inHouse ? 'IN_HOUSE' : 'NOT_STATED') },
    alternativesConsidered: cutAtWord(cells.text('proportionalite'), 4_000),
    appealRoute: cutAtWord(cells.text('objection'), 2_000),
    rollback: cutAtWord(cells.text('reversibilite'), 2_000),
  };
}

/** « Terminé » may be a success that runs, an end, or a failure: a guess would make false data. */
function mapLifecycle(cells: CellMapper): string {
  const column = 'Statut_du_projet';
  const value = cells.text(column);
  if (value === '') return 'NOT_STATED';
  const folded = foldText(value);
  if (/^(termine|fini|acheve|clos|cloture)e?s?$/.test(folded)) {
    if (folded !== 'terminee') cells.tell(texts.STATUS_SPELLING, column, { value, expected: 'Terminée' });
    cells.tell(texts.STATUS_AMBIGUOUS, column, { value });
    return 'NOT_STATED';
  }
  const match = lists.statusMatcher.find(value);
  const allowed = lists.schemaStatuses.join(', ');
  if (!match) cells.tell(texts.STATUS_UNKNOWN, column, { value, allowed });
  else if (!lists.schemaStatuses.some((status) => foldText(status) === folded)) {
    cells.tell(texts.VALUE_OUTSIDE_SCHEMA, column, { value, understood: ` → ${match.value}` });
  }
  return match?.value ?? 'NOT_STATED';
}

function mapPartners(cells: CellMapper): { readonly partners: readonly string[]; readonly inHouse: boolean } {
  const column = 'Partenaires';
  const written = cells.line(column);
  if (written === '') return { partners: [], inHouse: false };
  if (saysNothing(written)) {
    cells.tell(texts.PARTNERS_NONE, column, { value: written });
    return { partners: [], inHouse: false };
  }
  if (lists.IN_HOUSE_WORDS.test(written)) {
    cells.tell(texts.PARTNERS_HOW_MADE, column, { value: written });
    return { partners: [], inHouse: true };
  }
  const partners = readPartners(cells.text(column)).map((name) => cutAtWord(name, MAX_PARTNER));
  const shown = partners.join(' · ');
  if (partners.length > 1) cells.tell(texts.PARTNERS_SPLIT, column, { count: partners.length, names: shown });
  return { partners: partners.slice(0, MAX_PARTNERS), inHouse: false };
}

function mapBudget(cells: CellMapper): string {
  const band = cells.value('budget', lists.budgetMatcher);
  if (band === 'SEVERAL') cells.tell(texts.BAND_SPANS_SEVERAL, 'budget', { value: cells.line('budget') });
  return band === null || band === 'SEVERAL' ? 'NOT_STATED' : band;
}

function mapRisk(cells: CellMapper): string {
  const risk = cells.value('risque_categorie', lists.riskMatcher);
  const value = cells.line('risque_categorie');
  if (risk === 'SEVERAL') cells.tell(texts.RISK_SPANS_SEVERAL, 'risque_categorie', { value });
  return risk === null || risk === 'SEVERAL' ? 'NOT_ASSESSED' : risk;
}
