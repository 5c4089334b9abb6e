/** Content of a revision as stored: values by field name, absent when not answered. Its shape is the kind's field table. */
export type EntryContent = Readonly<Record<string, unknown>>;
