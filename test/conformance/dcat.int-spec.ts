import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { licences, valuesOf } from '@maillage/catalogue';
import { catalogGraph, licenceAddress, nQuads } from '@maillage/exchange';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import jsonld from 'jsonld';
import { Parser, type Quad, Store } from 'n3';
import SHACLValidator from 'rdf-validate-shacl';
import {
  isHarvested,
  variedCatalogue,
  type VariedWorld,
  writeCatalogue,
} from '../factories/varied-catalogue.factory.js';
import { PROMISE_TIMEOUT, rounds, tellPromise } from '../support/promise.js';
import { createTestApi, type TestApi } from '../support/test-api.js';
import { canonical, faultsOfAddresses, faultsOfFiles } from './catalogue-check.js';

/** The profile's published shapes; not part of the project. */
const PLACES = ['..', '../..'].map((above) => `${above}/shared/data/dcat-ap-shacl`);
const SHAPES = PLACES.find((place) => existsSync(place)) ?? '../shared/data/dcat-ap-shacl';
const FILES = ['shapes', 'range', 'mdr-vocabularies.shape'].map((name) =>
  join(SHAPES, 'raw', `3.0.1__shacl__${name}.ttl`),
);
const present = FILES.every((file) => existsSync(file));
if (!present) process.stdout.write(`NOTICE P22 is skipped: no shapes of DCAT-AP in ${SHAPES}\n`);

const described = (): Quad[] =>
  catalogGraph({
    base: 'https://maillage.example',
    modified: { USE_CASE: '2026-01-01T00:00:00Z' },
  });

/** Organizations, systems and suppliers for entries of every kind of owner. */
async function world(api: TestApi): Promise<VariedWorld> {
  const real = [await api.organization('Ville « réelle » <A> & "B"'), await api.organization('=Ville;b\\')];
  const demonstration = await api.organization('Ville de démonstration');
  const pending = await api.organization('Ville en attente', false);
  await api.rows('UPDATE organization SET demonstration = (id = $1)', [demonstration]);
  const supplier = randomUUID();
  const system = randomUUID();
  await api.rows(
    `INSERT INTO supplier (id, name, name_folded, state) VALUES ($1, 'S.A. "Été"', 'sa ete', 'CONFIRMED')`,
    [supplier],
  );
  await api.rows(
    `INSERT INTO system (id, name, name_folded, supplier_id, state) VALUES ($1, '<IA>', 'ia', $2, 'CONFIRMED')`,
    [system, supplier],
  );
  return { real, demonstration, pending, systems: [system], suppliers: [supplier] };
}

/** Addresses of the files that a description leads to, and their media types. */
function filesOf(quads: readonly Quad[]): [address: string, media: string][] {
  const objectOf = (subject: string, end: string): string =>
    quads.find((quad) => quad.subject.value === subject && quad.predicate.value.endsWith(end))?.object.value ?? '';
  return quads
    .filter(({ predicate }) => predicate.value.endsWith('dcat#distribution'))
    .map(({ object }) => [
      objectOf(object.value, 'dcat#downloadURL'),
      objectOf(object.value, 'dcat#mediaType').replace('https://www.iana.org/assignments/media-types/', ''),
    ]);
}

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

  it('says where its service is, what describes it to a machine, and nothing of its publisher that nobody told', async () => {
    const quads = new Parser().parse((await get('/catalog.ttl')).body);
    const [endpoint, description] = ['endpointURL', 'endpointDescription'].map(
      (name) => quads.find(({ predicate }) => predicate.value.endsWith(`dcat#${name}`))?.object.value ?? '',
    );
    expect(new URL(endpoint ?? '').pathname).toBe('/graphql');
    const told = await get(new URL(description ?? '').pathname);
    expect([told.statusCode, told.headers['content-type']]).toEqual([200, 'text/plain; charset=utf-8']);
    expect(told.body).toBe(readFileSync('apps/api/schema.graphql', 'utf8'));
    const ofPublisher = quads.filter(({ subject }) => subject.value.endsWith('#publisher'));
    expect(ofPublisher.map(({ predicate }) => predicate.value.split(/[/#]/).at(-1)).sort()).toEqual(['name', 'type']);
  });

  it('tells the open licence of its files, and that an entry may have another, by the list of the EU where it is there', async () => {
    const quads = described();
    const terms = quads.filter(
      ({ subject, predicate }) => /use-case\.csv#/.test(subject.value) && /license|rights/.test(predicate.value),
    );
    expect(terms.map(({ object }) => object.value).sort()).toEqual([
      'https://maillage.example/catalog#rights',
      'https://www.etalab.gouv.fr/licence-ouverte-open-licence',
    ]);
    const list = 'http://publications.europa.eu/resource/authority/licence';
    const known = valuesOf(licences).map((licence) => [licence, licenceAddress(licence)]);
    expect(Object.fromEntries(known)).toEqual({
      LICENCE_OUVERTE_2_0: 'https://www.etalab.gouv.fr/licence-ouverte-open-licence',
      CC_BY_4_0: `${list}/CC_BY_4_0`,
      CC_BY_SA_4_0: `${list}/CC_BYSA_4_0`,
      CC0_1_0: `${list}/CC0`,
      ODBL_1_0: `${list}/ODC_BL`,
      OTHER: null,
    });
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
      const cast = await world(api);
      const [sizes, seen] = [new Set<number>(), { entries: 0, harvested: 0 }];
      for (let n = 0; n < catalogues; n++) {
        const entries = variedCatalogue(n, cast);
        await writeCatalogue(api, entries);
        const quads = new Parser().parse((await get('/catalog.ttl')).body);
        const json = JSON.parse((await get('/catalog.jsonld')).body);
        const back = (await jsonld.toRDF(json, { format: 'application/n-quads' })) as unknown as string;
        expect(await canonical(back)).toBe(await canonical(nQuads(quads)));
        expect([n, await faults(quads)]).toEqual([n, []]);
        const files = filesOf(quads);
        expect(files).toHaveLength(9);
        expect([n, await faultsOfFiles(api, files, entries, cast)]).toEqual([n, []]);
        expect([n, await faultsOfAddresses(api, entries, cast)]).toEqual([n, []]);
        sizes.add(entries.length);
        seen.entries += entries.length;
        seen.harvested += entries.filter((entry) => isHarvested(entry, cast)).length;
      }
      // With a licence of the EU's list, too.
      const open = /<https:\/\/www\.etalab\.gouv\.fr\/licence-ouverte-open-licence>/g;
      const authority = 'http://publications.europa.eu/resource/authority/licence';
      const listed = `${nQuads(described()).replace(open, `<${authority}/CC_BY_4_0>`)}
        <${authority}/CC_BY_4_0> <http://www.w3.org/2004/02/skos/core#inScheme> <${authority}> .`;
      expect(listed.split('CC_BY_4_0').length).toBeGreaterThan(10);
      expect(await faults(new Parser({ format: 'N-Quads' }).parse(listed))).toEqual([]);
      const without = (end: string, of = '') =>
        described().filter(({ predicate, subject }) => !(predicate.value.endsWith(end) && subject.value.endsWith(of)));
      const changed = (end: string, value: string) => [
        ...without(end),
        ...described()
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
      tellPromise('P22', { catalogues, ...seen, sizes: sizes.size, violations: 0, defectsCaught: caught });
    },
    PROMISE_TIMEOUT,
  );
});
