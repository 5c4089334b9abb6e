import { createHash } from 'node:crypto';
import type { EmbedderOptions } from './embedder.js';

/** What vectors are comparable with each other. */
export type VectorSpace = Pick<EmbedderOptions, 'model' | 'dimensions'>;

/** Name of the vectors in the engine. Another model has another name: its vectors are never compared with older ones. */
export function vectorName({ model }: VectorSpace): string {
  return `v${createHash('sha256').update(model).digest('hex').slice(0, 12)}`;
}

/** The engine's settings for vectors that we bring ourselves. */
export function vectorSettings(space: VectorSpace): Record<string, { source: 'userProvided'; dimensions: number }> {
  return { [vectorName(space)]: { source: 'userProvided', dimensions: space.dimensions } };
}
