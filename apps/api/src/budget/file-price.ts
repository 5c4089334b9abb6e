/** Points of a file, which reads the whole catalogue: of a budget as `CallerBudget` holds it. */
export const FILE_POINTS = 1_000;
