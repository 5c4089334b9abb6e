/** What a text of the content stands for; null: an ordinary text. */
export interface StoryReference {
  readonly to: 'entry' | 'organization' | 'supplier' | 'system';
  readonly name: string;
}

export function parseReference(text: string): StoryReference | null {
  const [, to, name = ''] = /^@(entry|organization|supplier|system):(.+)$/.exec(text) ?? [];
  return to === undefined ? null : { to: to as StoryReference['to'], name };
}

/** The same content with ids in the place of references. Pure. */
export function withReferences<Value>(value: Value, idOf: (reference: StoryReference) => string): Value {
  const resolved = (inner: unknown): unknown => {
    if (typeof inner === 'string') {
      const reference = parseReference(inner);
      return reference ? idOf(reference) : inner;
    }
    if (Array.isArray(inner)) return inner.map(resolved);
    if (inner === null || typeof inner !== 'object') return inner;
    return Object.fromEntries(Object.entries(inner).map(([name, part]) => [name, resolved(part)]));
  };
  return resolved(value) as Value;
}
