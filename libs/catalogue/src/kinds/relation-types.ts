import { enumeration, type ValueOf } from '../fields/enumeration.js';

/** How an entry relates to another entry or to a system. */
export const relationTypes = enumeration('RelationType', ['Relation entre fiches', 'Relation between entries'], {
  USES_SYSTEM: ['Emploie la solution', 'Uses the system'],
  GOVERNED_BY_CHARTER: ['Relève de la charte', 'Is governed by the charter'],
  PROCURED_WITH_CLAUSE: ['Acheté avec la clause', 'Was procured with the clause'],
  ANSWERS_RECOMMENDATION: ['Répond à la préconisation', 'Answers the recommendation'],
  EVALUATED_BY: ['Évalué par', 'Is evaluated by'],
  DERIVED_FROM: ['Dérivé de', 'Is derived from'],
  REPLACES: ['Remplace', 'Replaces'],
  DUPLICATES: ['Fait doublon avec', 'Duplicates'],
});

export type RelationType = ValueOf<typeof relationTypes>;

/** Whether a use case keeps a commitment of the charter that governs it. */
export const complianceAnswers = enumeration(
  'ComplianceAnswer',
  ['Respect d’un engagement', 'Compliance with a commitment'],
  {
    YES: ['Respecté', 'Kept'],
    PARTIAL: ['En partie respecté', 'Partly kept'],
    NO: ['Non respecté', 'Not kept'],
    NOT_APPLICABLE: ['Sans objet', 'Not applicable'],
  },
);

export type ComplianceAnswer = ValueOf<typeof complianceAnswers>;

/** What a use says of one commitment of the charter that governs it. */
export interface CommitmentCompliance {
  /** Number of the commitment in the charter, from 1. */
  readonly commitment: number;
  readonly status: ComplianceAnswer;
  /** At most 2,000 characters. */
  readonly note?: string | null;
}
