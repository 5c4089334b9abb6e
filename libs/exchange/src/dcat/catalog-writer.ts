import { type Quad, Writer } from 'n3';
import { PREFIXES } from './catalog-graph.js';

/** A graph as Turtle. @param prefixes of the vocabularies that it is written in */
export function asTurtle(
  quads: readonly Quad[],
  prefixes: Readonly<Record<string, string>> = PREFIXES,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const writer = new Writer({ prefixes });
    writer.addQuads([...quads]);
    writer.end((error: Error | null, text: string) => (error ? reject(error) : resolve(text)));
  });
}

/** A graph as JSON-LD with a context inside: nothing has to be fetched to read it. */
export async function asJsonLd(quads: readonly Quad[]): Promise<string> {
  // Its client for HTTP alone is a hundred files, which no start should read.
  const { default: jsonld } = await import('jsonld');
  const expanded = await jsonld.fromRDF(nQuads(quads) as unknown as object, { format: 'application/n-quads' });
  return `${JSON.stringify(await jsonld.compact(expanded, PREFIXES), null, 2)}\n`;
}

/** A graph as N-Quads. */
export function nQuads(quads: readonly Quad[]): string {
  return new Writer({ format: 'N-Quads' }).quadsToString([...quads]);
}
