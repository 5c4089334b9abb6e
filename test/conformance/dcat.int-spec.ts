import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { asJsonLd, asTurtle, catalogGraph, nQuads } from '@maillage/exchange';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import jsonld from 'jsonld';
import { Parser, type Quad, Store } from 'n3';
import SHACLValidator from 'rdf-validate-shacl';
import { PROMISE_TIMEOUT, rounds, tellPromise } from '../support/promise.js';
import { createTestApi, type TestApi } from '../support/test-api.js';

/** The profile's published shapes; not part of the project. */
const PLACES = ['..', '../..'].map((above) => `${above}/shared/data/dcat-ap-shacl`);
const SHAPES = PLACES.find((place) => existsSync(place)) ?? '../shared/data/dcat-ap-shacl';
const FILES = ['shapes', 'range', 'mdr-vocabularies.shape'].map((name) =>
  join(SHAPES, 'raw', `3.0.1__shacl__${name}.ttl`),
);
const present = FILES.every((file) => existsSync(file));
if (!present) process.stdout.write(`NOTICE P22 is skipped: no shapes of DCAT-AP in ${SHAPES}\n`);

/** Lines of a graph in a form that depends on nothing but its statements. */
const canonical = (text: string): Promise<unknown> =>
  // The types know documents alone; with an input format it takes text.
  jsonld.canonize(text as unknown as object, {
    algorithm: 'URDNA2015',
    inputFormat: 'application/n-quads',
    format: 'application/n-quads',
  });

const varied = (n: number): Quad[] =>
  catalogGraph({
    base: ['https://maillage.example', 'http://127.0.0.1:3000', `https://n${n}.example:8443`][n % 3] as string,
    modified:
      n % 2 === 0 ? {} : { USE_CASE: new Date(1_700_000_000_000 + n * 86_399_000).toISOString().replace('.000', '') },
  });

describe('the catalogue as DCAT-AP 3.0.1', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await createTestApi();
  }, 120_000);
  afterAll(() => api.close());
  const get = (url: string, headers: Record<string, string> = {}) => api.app.inject({ method: 'GET', url, headers });

  it('says the same in Turtle and in JSON-LD, each the form that was asked for', async () => {
    const turtle = await get('/catalog', { accept: 'text/turtle' });
    expect(turtle.headers['content-type']).toBe('text/turtle; charset=utf-8');
    const json = await get('/catalog', { accept: 'application/ld+json, text/turtle;q=0.5' });
    expect(json.headers['content-type']).toBe('application/ld+json; charset=utf-8');
    const read = new Parser().parse(turtle.body);
    expect(read.filter(({ object }) => object.value === 'http://www.w3.org/ns/dcat#Dataset')).toHaveLength(3);
    const again = (await jsonld.toRDF(JSON.parse(json.body), { format: 'application/n-quads' })) as unknown as string;
    expect(await canonical(again)).toBe(await canonical(nQuads(read)));
  });

  it('refuses a form there is not, and sends nothing to who has it', async () => {
    const refused = await get('/catalog', { accept: 'application/rdf+xml' });
    expect([refused.statusCode, refused.json().code]).toEqual([406, 'NOT_ACCEPTABLE']);
    const { headers } = await get('/catalog.ttl');
    expect(headers['access-control-allow-origin']).toBe('*');
    const same = await get('/catalog.ttl', { 'if-none-match': String(headers.etag) });
    expect([same.statusCode, same.body]).toEqual([304, '']);
  });

  (present ? it : it.skip)(
    'P22: is valid by shapes, ranges and vocabularies; every seeded defect is found',
    async () => {
      const shapes = new Store(FILES.flatMap((file) => new Parser().parse(readFileSync(file, 'utf8'))));
      const validator = new SHACLValidator(shapes as never);
      const faults = async (quads: readonly Quad[]): Promise<string[]> =>
        (await validator.validate(new Store([...quads]) as never)).results
          .filter(({ severity }) => severity?.value.endsWith('Violation'))
          .map(({ focusNode, path, message }) => `${focusNode?.value} ${path?.value} ${message.map((m) => m.value)}`);
      const catalogues = rounds(6, 200);
      for (let n = 0; n < catalogues; n++) {
        const quads = varied(n);
        const json = JSON.parse(await asJsonLd(quads));
        const back = (await jsonld.toRDF(json, { format: 'application/n-quads' })) as unknown as string;
        expect(await canonical(back)).toBe(await canonical(nQuads(quads)));
        expect(await faults(new Parser().parse(await asTurtle(quads)))).toEqual([]);
      }
      const without = (end: string, of = '') =>
        varied(0).filter(({ predicate, subject }) => !(predicate.value.endsWith(end) && subject.value.endsWith(of)));
      const changed = (end: string, value: string) => [
        ...without(end),
        ...varied(0)
          .filter(({ predicate }) => predicate.value.endsWith(end))
          .map((quad) => new Parser().parse(`<${quad.subject.value}> <${quad.predicate.value}> ${value} .`)[0] as Quad),
      ];
      const defects = {
        'dataset without title': without('/title', '#use-case'),
        'distribution without accessURL': without('#accessURL'),
        'catalogue without description': without('/description', '/catalog'),
        'service without endpointURL': without('#endpointURL'),
        'publisher that is text': changed('/publisher', '"Maillage"'),
        'access address that is text': changed('#accessURL', '"download.csv"'),
      };
      let caught = 0;
      for (const [name, quads] of Object.entries(defects)) {
        expect([name, (await faults(quads)).length > 0]).toEqual([name, true]);
        caught++;
      }
      tellPromise('P22', { catalogues, violations: 0, defectsCaught: caught });
    },
    PROMISE_TIMEOUT,
  );
});
