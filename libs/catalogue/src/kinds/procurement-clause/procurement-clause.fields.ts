import type { EnvelopeContent } from '../../fields/envelope/envelope.fields.js';
import {
  code,
  type ContentOf,
  group,
  line,
  listOf,
  oneOf,
  paragraph,
  reference,
  url,
  verbatim,
} from '../../fields/field.js';
import { aiActClasses, ccags, hostings, procedures, yesNo } from '../shared.enumerations.js';
import { cpvCode } from '../use-case/use-case.groups.js';
import * as is from './procurement-clause.enumerations.js';

const appliesWhen = group(
  'ClauseApplicability',
  {
    riskClasses: listOf(oneOf(aiActClasses, { label: ['Classe', 'Class'] }), {
      label: ['Classes de risque', 'Risk classes'],
      max: 8,
      facet: 'aiActClass',
    }),
    ccag: listOf(oneOf(ccags, { label: ['CCAG', 'CCAG'] }), { label: ['CCAG', 'CCAG'], max: 8 }),
    procedure: listOf(oneOf(procedures, { label: ['Procédure', 'Procedure'] }), {
      label: ['Procédures', 'Procedures'],
      max: 10,
    }),
    cpv: listOf(cpvCode, { label: ['Codes CPV', 'CPV codes'], max: 20 }),
    hosting: listOf(oneOf(hostings, { label: ['Hébergement', 'Hosting'] }), {
      label: ['Hébergements', 'Hostings'],
      max: 6,
      facet: 'hosting',
    }),
    generative: oneOf(yesNo, { label: ['IA générative', 'Generative AI'] }),
  },
  {
    label: ['S’applique quand', 'Applies when'],
    help: ['Sans réponse : à tout achat.', 'Without an answer: to every purchase.'],
  },
);

/** Fields of a clause that cities put into their contracts. */
export const procurementClauseFields = {
  topic: oneOf(is.clauseTopics, { label: ['Objet', 'Topic'], required: { from: 'ALWAYS' }, facet: 'clauseTopic' }),
  positions: listOf(
    group(
      'ClausePosition',
      {
        level: oneOf(is.positionLevels, { label: ['Niveau', 'Level'], mandatory: true }),
        text: verbatim({
          label: ['Texte de la clause', 'Text of the clause'],
          help: [
            'Les paramètres s’écrivent {{ainsi}} et se déclarent dans « Paramètres ».',
            'Parameters are written {{like_this}} and declared under “Parameters”.',
          ],
          max: 10_000,
          mandatory: true,
          search: 'TEXT',
        }),
        comment: paragraph({ label: ['Commentaire', 'Comment'], max: 2_000, search: 'TEXT' }),
      },
      { label: ['Rédaction', 'Wording'] },
    ),
    {
      label: ['Rédactions', 'Wordings'],
      help: ['De l’objectif au plancher.', 'From the target to the floor.'],
      max: 10,
      required: { from: 'ALWAYS' },
    },
  ),
  parameters: listOf(
    group(
      'ClauseParameter',
      {
        key: code({
          label: ['Nom du paramètre', 'Key'],
          pattern: { test: /^[a-z][a-z0-9_]{0,59}$/, example: 'delai_notification_h' },
          mandatory: true,
        }),
        type: oneOf(is.parameterTypes, { label: ['Type', 'Type'], mandatory: true }),
        unit: line({ label: ['Unité', 'Unit'], max: 40 }),
        default: line({ label: ['Valeur proposée', 'Default'], max: 200 }),
        allowed: listOf(line({ label: ['Valeur admise', 'Allowed value'], max: 200 }), {
          label: ['Valeurs admises', 'Allowed values'],
          max: 30,
        }),
      },
      { label: ['Paramètre', 'Parameter'] },
    ),
    { label: ['Paramètres', 'Parameters'], max: 40 },
  ),
  appliesWhen,
  documentPart: oneOf(is.documentParts, { label: ['Pièce du marché', 'Contract document'], facet: 'documentPart' }),
  legalRefs: listOf(
    group(
      'ClauseLegalReference',
      {
        title: line({ label: ['Texte', 'Text'], mandatory: true, search: 'TEXT' }),
        url: url({ label: ['Adresse', 'Address'] }),
      },
      { label: ['Référence juridique', 'Legal reference'] },
    ),
    { label: ['Références juridiques', 'Legal references'], max: 30 },
  ),
  derivedFrom: listOf(
    group(
      'ClauseSource',
      {
        library: line({ label: ['Recueil', 'Library'], max: 200, mandatory: true, search: 'TEXT' }),
        ref: line({ label: ['Référence', 'Reference'], max: 200 }),
        licence: line({ label: ['Licence', 'Licence'], max: 120 }),
      },
      { label: ['Origine', 'Source'] },
    ),
    { label: ['Origines', 'Derived from'], max: 10 },
  ),
  requires: listOf(reference('ENTRY', { label: ['Clause', 'Clause'] }), {
    label: ['Suppose les clauses', 'Requires the clauses'],
    max: 20,
  }),
  conflictsWith: listOf(reference('ENTRY', { label: ['Clause', 'Clause'] }), {
    label: ['Incompatible avec les clauses', 'Conflicts with the clauses'],
    max: 20,
  }),
  uses: listOf(
    group(
      'ClauseUse',
      {
        organization: reference('ORGANIZATION', { label: ['Organisation', 'Organization'], mandatory: true }),
        supplier: reference('SUPPLIER', { label: ['Fournisseur', 'Supplier'] }),
        negotiated: oneOf(is.negotiationOutcomes, { label: ['Issue', 'Outcome'] }),
        note: paragraph({ label: ['Remarque', 'Remark'], max: 2_000 }),
      },
      { label: ['Emploi', 'Use'] },
    ),
    {
      label: ['Emplois de la clause', 'Uses of the clause'],
      help: ['Visibles des membres du réseau seulement.', 'Seen by members of the network only.'],
      audience: 'NETWORK',
      max: 100,
    },
  ),
} as const;

export type ProcurementClauseContent = EnvelopeContent & ContentOf<typeof procurementClauseFields>;
