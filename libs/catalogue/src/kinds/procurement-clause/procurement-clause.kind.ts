import type { UserError } from '@maillage/kernel';
import type { EntryContent } from '../../fields/entry-content.js';
import { type EntryKind, neverEnded, underived } from '../kind.js';
import { checkParameters } from './clause-parameters.js';
import { positionLevels } from './procurement-clause.enumerations.js';
import { type ProcurementClauseContent, procurementClauseFields } from './procurement-clause.fields.js';

function checkClause(content: EntryContent): UserError[] {
  const clause = content as ProcurementClauseContent;
  return [...checkParameters(clause), ...checkLevels(clause), ...checkNeighbours(clause)];
}

/** Two targets are no target: each level is worded once. */
function checkLevels({ positions = [] }: ProcurementClauseContent): UserError[] {
  return positions.flatMap(({ level }, index): UserError[] => {
    if (level === undefined || level === 'NOT_STATED') return [];
    if (positions.findIndex((other) => other.level === level) === index) return [];
    const { label } = positionLevels.values[level];
    return [
      {
        code: 'POSITION_LEVEL_TWICE',
        message: {
          fr: `Le niveau « ${label.fr} » a deux rédactions. Gardez-en une, ou changez le niveau de l’autre.`,
          en: `The level “${label.en}” has two wordings. Keep one, or change the level of the other.`,
        },
        path: ['positions', String(index), 'level'],
      },
    ];
  });
}

function checkNeighbours({ requires = [], conflictsWith = [] }: ProcurementClauseContent): UserError[] {
  return conflictsWith.flatMap((id, index): UserError[] =>
    requires.includes(id)
      ? [
          {
            code: 'REQUIRED_AND_CONFLICTING',
            message: {
              fr: 'La même clause est à la fois supposée et incompatible. Retirez-la d’une des deux listes.',
              en: 'The same clause is both required and conflicting. Remove it from one of the two lists.',
            },
            path: ['conflictsWith', String(index)],
          },
        ]
      : [],
  );
}

export const procurementClauseKind: EntryKind = {
  kind: 'PROCUREMENT_CLAUSE',
  typeName: 'ProcurementClause',
  label: { fr: 'Clause de marché', en: 'Procurement clause' },
  describe: {
    fr: 'Une clause à reprendre dans les marchés d’IA, avec ses positions de négociation.',
    en: 'A clause to reuse in contracts for AI, with its negotiating positions.',
  },
  fields: procurementClauseFields,
  stageOf: () => 'ALWAYS',
  isHighRisk: () => false,
  isEnded: neverEnded,
  derive: underived,
  check: checkClause,
};
