import { type EntryKind, neverEnded, underived } from '../kind.js';
import { type DataCharterContent, dataCharterFields } from './data-charter.fields.js';

export const dataCharterKind: EntryKind = {
  kind: 'DATA_CHARTER',
  typeName: 'DataCharter',
  label: { fr: 'Charte de la donnée ou de l’IA', en: 'Data or AI charter' },
  describe: {
    fr: 'Les engagements d’une organisation sur ses données et ses usages de l’IA.',
    en: 'What an organization promises about its data and its uses of AI.',
  },
  fields: dataCharterFields,
  /** A charter in force answers for its scope and its adoption; a draft only for what it promises. */
  stageOf: (content) => ((content as DataCharterContent).inForceFrom === undefined ? 'ALWAYS' : 'DEPLOYED'),
  isHighRisk: () => false,
  isEnded: neverEnded,
  derive: underived,
  check: () => [],
};
