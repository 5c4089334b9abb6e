/** Fields with stems, by weight. Settled queries look there first. */
export const STEM_FIELDS = ['s_title', 's_names', 's_keywords', 's_text'] as const;

/** Fields as written, by weight: half-typed words and slips of the pen are found there. */
export const RAW_FIELDS = ['title', 'names', 'summary', 'keywords', 'places', 'text'] as const;
