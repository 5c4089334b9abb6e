import { MirrorError } from '../mirror.errors.js';

/** The kind that a document tells, for a column to select by. @throws MirrorError where it is no JSON */
export function kindOf(document: string): string | null {
  try {
    const { kind } = JSON.parse(document) as { kind?: unknown };
    return typeof kind === 'string' ? kind : null;
  } catch (error) {
    throw new MirrorError('FEED', `Not a document: ${document.slice(0, 80)}`, { cause: error });
  }
}
