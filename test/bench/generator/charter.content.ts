import type { Random } from './random.js';
import type { Subject } from './sentences.js';
import { envelopeOf } from './use-case.content.js';
import * as common from './words/common.js';
import { items } from './words/topic.js';

const commitments = items(`Publier l’inventaire des algorithmes employés et le tenir à jour chaque année.
  Dire à l’usager, avant tout échange, qu’il parle à une machine.
  Garder un humain responsable de chaque décision individuelle.
  Mesurer la consommation d’énergie de chaque outil et la rendre publique.
  Ne confier aucune donnée personnelle à un service hébergé hors de l’Union européenne.
  Former chaque agent avant l’ouverture de ses droits.
  Réunir deux fois par an un comité où siègent des habitants tirés au sort.
  Préférer un logiciel libre à service égal.
  Arrêter tout outil dont le bénéfice n’est pas démontré au bout d’un an.`);
const principles = items(
  `Transparence / Sobriété / Responsabilité humaine / Équité / Souveraineté / Participation / Réversibilité`,
);

/** A data or AI charter, in force in three cases of four. */
export function charterContent(random: Random, subject: Subject): Record<string, unknown> {
  const inForce = random.chance(0.75);
  const type = random.zipf(['AI', 'DATA', 'GENERATIVE_USE', 'ETHICS', 'MIXED']);
  return {
    ...envelopeOf(random, subject, 2),
    title: `${charterTitles[type] ?? 'Charte'} : ${random.zipf(subject.topic.words)}, ${subject.project}`.slice(0, 150),
    charterType: type,
    principles: random.some(principles, 3),
    commitments: random.some(commitments, random.integer(3, 5)).map((text) => ({
      text,
      ownerService: random.zipf(common.departments),
      status: random.zipf(['IN_PROGRESS', 'PLANNED', 'DONE', 'DROPPED']),
    })),
    prohibitedUses: ['Surveillance des agents', 'Décision individuelle sans contrôle humain'],
    ...(inForce && {
      inForceFrom: `${random.integer(2022, 2025)}-${String(random.integer(1, 12)).padStart(2, '0')}`,
      adoptedBy: { body: 'Conseil municipal' },
      scope: `Tous les services de la collectivité et ses délégataires, d’abord la ${random.zipf(common.departments)}.`,
      contact: 'numerique@commune-demonstration.example',
    }),
  };
}

const charterTitles: Readonly<Record<string, string>> = {
  AI: 'Charte de l’intelligence artificielle',
  DATA: 'Charte de la donnée',
  GENERATIVE_USE: 'Règles d’emploi de l’IA générative',
  ETHICS: 'Charte d’éthique du numérique',
  MIXED: 'Charte des données et de l’IA',
};
