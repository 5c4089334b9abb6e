/** What a relation of each type points at: a system, an entry of one kind, or an entry of any kind. */
export const relationTargets: Readonly<Record<string, string>> = {
  USES_SYSTEM: 'SYSTEM',
  GOVERNED_BY_CHARTER: 'DATA_CHARTER',
  PROCURED_WITH_CLAUSE: 'PROCUREMENT_CLAUSE',
  ANSWERS_RECOMMENDATION: 'DELIBERATION',
  EVALUATED_BY: 'EVALUATION',
  DERIVED_FROM: 'ANY',
  REPLACES: 'ANY',
  DUPLICATES: 'ANY',
};
