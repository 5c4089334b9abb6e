import type { EnvelopeContent } from '../../fields/envelope/envelope.fields.js';
import {
  type ContentOf,
  group,
  line,
  listOf,
  markdown,
  oneOf,
  paragraph,
  partialDate,
  url,
} from '../../fields/field.js';
import * as is from './data-charter.enumerations.js';

const adoptedBy = group(
  'CharterAdoption',
  {
    body: line({
      label: ['Instance', 'Body'],
      help: ['Conseil municipal, conseil métropolitain…', 'City council, metropolitan council…'],
      max: 200,
      required: { from: 'DEPLOYED' },
      search: 'TEXT',
    }),
    act: line({ label: ['Acte', 'Act'], max: 200 }),
    date: partialDate({ label: ['Date d’adoption', 'Adopted on'] }),
    url: url({ label: ['Adresse de l’acte', 'Address of the act'] }),
  },
  { label: ['Adoptée par', 'Adopted by'] },
);

const governance = group(
  'CharterGovernance',
  {
    committee: line({ label: ['Comité', 'Committee'], max: 200, search: 'TEXT' }),
    composition: paragraph({ label: ['Composition', 'Composition'], max: 2_000 }),
    cadence: line({ label: ['Rythme des réunions', 'Cadence'], max: 120 }),
    minutesUrl: url({ label: ['Comptes rendus', 'Minutes'] }),
  },
  { label: ['Gouvernance', 'Governance'] },
);

/** Fields of a data or AI charter: what an organization promises, and whether it keeps it. */
export const dataCharterFields = {
  charterType: oneOf(is.charterTypes, {
    label: ['Objet', 'Subject'],
    required: { from: 'ALWAYS' },
    facet: 'charterType',
  }),
  adoptedBy,
  inForceFrom: partialDate({ label: ['En vigueur depuis', 'In force from'] }),
  scope: markdown({
    label: ['Périmètre', 'Scope'],
    help: ['À qui et à quoi la charte s’applique.', 'To whom and to what the charter applies.'],
    max: 4_000,
    required: { from: 'DEPLOYED' },
    search: 'TEXT',
  }),
  principles: listOf(paragraph({ label: ['Principe', 'Principle'], max: 1_000 }), {
    label: ['Principes', 'Principles'],
    max: 40,
    search: 'TEXT',
  }),
  commitments: listOf(
    group(
      'CharterCommitment',
      {
        text: paragraph({ label: ['Engagement', 'Commitment'], max: 2_000, mandatory: true, search: 'TEXT' }),
        indicator: line({ label: ['Indicateur', 'Indicator'] }),
        target: line({ label: ['Cible', 'Target'], max: 200 }),
        ownerService: line({ label: ['Service responsable', 'Service in charge'], max: 200 }),
        due: partialDate({ label: ['Échéance', 'Due'] }),
        status: oneOf(is.commitmentStatuses, { label: ['Avancement', 'Progress'] }),
        evidenceUrl: url({ label: ['Preuve', 'Evidence'] }),
      },
      { label: ['Engagement', 'Commitment'] },
    ),
    { label: ['Engagements', 'Commitments'], max: 60, required: { from: 'ALWAYS' } },
  ),
  prohibitedUses: listOf(line({ label: ['Usage exclu', 'Prohibited use'], max: 500 }), {
    label: ['Usages exclus', 'Prohibited uses'],
    max: 40,
    search: 'TEXT',
  }),
  authorisedTools: listOf(line({ label: ['Outil autorisé', 'Authorised tool'], max: 200 }), {
    label: ['Outils autorisés', 'Authorised tools'],
    max: 40,
    search: 'TEXT',
  }),
  governance,
} as const;

export type DataCharterContent = EnvelopeContent & ContentOf<typeof dataCharterFields>;
