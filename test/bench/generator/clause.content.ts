import type { Random } from './random.js';
import type { Subject } from './sentences.js';
import { envelopeOf } from './use-case.content.js';
import * as common from './words/common.js';

interface Wording {
  readonly topic: string;
  readonly title: string;
  readonly text: string;
}

const wordings: readonly Wording[] = [
  {
    topic: 'INCIDENT',
    title: 'Notification des incidents',
    text: 'Le titulaire informe l’acheteur de tout incident dans un délai de {{delai_heures}} heures, et en donne la cause.',
  },
  {
    topic: 'REVERSIBILITY_EXIT',
    title: 'Réversibilité et restitution',
    text: 'À la fin du marché, le titulaire restitue les données et les modèles sous {{delai_heures}} heures, dans un format ouvert.',
  },
  {
    topic: 'TRAINING_ON_CITY_DATA',
    title: 'Entraînement sur les données de la collectivité',
    text: 'Aucune donnée de l’acheteur ne sert à entraîner un modèle sans son accord écrit, donné sous {{delai_heures}} heures.',
  },
  {
    topic: 'TRANSPARENCY',
    title: 'Explication des résultats',
    text: 'Le titulaire explique tout résultat contesté dans un délai de {{delai_heures}} heures, en termes compris du public.',
  },
  {
    topic: 'SUBPROCESSING_MODEL_CHANGE',
    title: 'Changement de modèle',
    text: 'Tout changement de modèle est annoncé {{delai_heures}} heures à l’avance et peut être refusé par l’acheteur.',
  },
  {
    topic: 'AUDIT',
    title: 'Audit et accès aux journaux',
    text: 'L’acheteur accède aux journaux et peut mener un audit, annoncé {{delai_heures}} heures à l’avance.',
  },
];

/** A procurement clause with two or three negotiating positions and a parameter. */
export function clauseContent(random: Random, subject: Subject): Record<string, unknown> {
  const wording = random.zipf(wordings);
  const target = random.pick([12, 24, 48, 72]);
  return {
    ...envelopeOf(random, subject, 2),
    title: `${wording.title} : ${random.zipf(subject.topic.words)}, ${subject.project}`.slice(0, 150),
    topic: wording.topic,
    positions: [
      { level: 'TARGET', text: `${wording.text} À défaut, une pénalité s’applique sans mise en demeure.` },
      { level: 'ACCEPTABLE', text: wording.text, comment: random.zipf(common.worked) },
      ...(random.chance(0.6) ? [{ level: 'FLOOR', text: wording.text, comment: random.zipf(common.didNot) }] : []),
    ],
    parameters: [{ key: 'delai_heures', type: 'INTEGER', unit: 'heures', default: String(target) }],
    appliesWhen: { riskClasses: random.some(['MINIMAL', 'TRANSPARENCY_ART50', 'HIGH_ANNEX_III'], 2), ccag: ['TIC'] },
    documentPart: random.zipf(['CCTP', 'CCAP', 'ANNEX_DPA', 'ANNEX_SECURITY']),
    legalRefs: [{ title: 'Règlement (UE) 2024/1689 sur l’intelligence artificielle' }],
  };
}
