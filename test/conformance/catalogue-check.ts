import { kindOf, projectContent, slugOf } from '@maillage/catalogue';
import { cellText, ENTRY_CONTEXT, kindOfSlug, nQuads } from '@maillage/exchange';
import { parse } from 'csv-parse/sync';
import jsonld from 'jsonld';
import { Parser } from 'n3';
import { isHarvested, type VariedEntry, type VariedWorld, WITHHELD } from '../factories/varied-catalogue.factory.js';
import { fits, type SchemaField } from '../support/table-schema.js';
import type { TestApi } from '../support/test-api.js';

interface Document {
  readonly id: string;
  readonly uri: string;
  readonly content: Readonly<Record<string, unknown>>;
}

/** Entries whose own addresses are asked for, of one catalogue. */
const ADDRESSES = 12;

/**
 * Reads every file that a description of the catalogue leads to, as a harvester would, and the addresses of entries.
 * @param files addresses of distributions with the media type that the description tells
 * @returns what is not as it must be, in words; empty: nothing
 */
export async function faultsOfFiles(
  api: TestApi,
  files: readonly (readonly [address: string, media: string])[],
  catalogue: readonly VariedEntry[],
  world: VariedWorld,
): Promise<string[]> {
  const faults: string[] = [];
  const held = new Map<string, unknown>();
  for (const [address, media] of files) {
    const path = new URL(address).pathname;
    const { statusCode, headers, body } = await get(api, path);
    if (statusCode !== 200) faults.push(`${path}: ${statusCode}`);
    if (!String(headers['content-type']).startsWith(`${media};`)) faults.push(`${path}: ${headers['content-type']}`);
    if (body.includes(WITHHELD)) faults.push(`${path}: tells what is withheld`);
    const [, slug = '', form = ''] = /^\/download\/([\w-]+)\.(\w+)$/.exec(path) ?? [];
    const kind = kindOfSlug(slug) ?? '';
    const shown = catalogue.filter((entry) => entry.kind === kind && isHarvested(entry, world));
    const told = form === 'csv' ? await tableOf(api, slug, body, faults) : documentsOf(form, body);
    faults.push(...differences(path, shown, told));
    const text = JSON.stringify(told);
    if (form !== 'csv') {
      if (held.has(kind) && held.get(kind) !== text) faults.push(`${path}: not what the other form has`);
      held.set(kind, text);
    }
  }
  return faults;
}

/** What the addresses of entries answer, against what became of each. */
export async function faultsOfAddresses(
  api: TestApi,
  catalogue: readonly VariedEntry[],
  world: VariedWorld,
): Promise<string[]> {
  const faults: string[] = [];
  const every = Math.max(1, Math.floor(catalogue.length / ADDRESSES));
  for (const entry of catalogue.filter((_, at) => at % every === 0)) {
    const wanted = statusOf(entry, world);
    for (const place of ['id', 'doc']) {
      const path = `/${place}/${slugOf(entry.kind)}/${entry.id}`;
      const { statusCode, headers, body } = await get(api, path);
      const status = wanted === 200 && place === 'id' ? 303 : wanted;
      if (statusCode !== status) faults.push(`${path}: ${statusCode} instead of ${status}`);
      if (body.includes(WITHHELD)) faults.push(`${path}: tells what is withheld`);
      if (status === 308 && !String(headers['location']).endsWith(`/id/${slugOf(entry.kind)}/${entry.mergedInto}`)) {
        faults.push(`${path}: leads to ${headers['location']}`);
      }
      if (status === 200) faults.push(...(await faultsOfForms(api, path, body)));
    }
  }
  return faults;
}

/** Whether an entry says the same in Turtle as in JSON-LD. @param body in JSON-LD */
async function faultsOfForms(api: TestApi, path: string, body: string): Promise<string[]> {
  const turtle = await get(api, path, { accept: 'text/turtle' });
  const page = await get(api, path, { accept: 'text/html' });
  const document = { ...(JSON.parse(body) as object), '@context': ENTRY_CONTEXT };
  const lines = (await jsonld.toRDF(document, { format: 'application/n-quads' })) as unknown as string;
  const same = (await canonical(lines)) === (await canonical(nQuads(new Parser().parse(turtle.body))));
  return [
    ...(same ? [] : [`${path}: not the same in Turtle`]),
    ...[turtle, page].filter((told) => told.body.includes(WITHHELD)).map(() => `${path}: tells what is withheld`),
    ...(/<script|<a>/i.test(page.body) ? [`${path}: markup of an entry in its page`] : []),
  ];
}

/** Lines of a graph in a form that depends on nothing but its statements. */
export function canonical(nQuadsText: string): Promise<unknown> {
  // The types know documents alone; with an input format it takes text.
  return jsonld.canonize(nQuadsText as unknown as object, {
    algorithm: 'URDNA2015',
    inputFormat: 'application/n-quads',
    format: 'application/n-quads',
  });
}

const get = (api: TestApi, url: string, headers: Record<string, string> = {}) =>
  api.app.inject({ method: 'GET', url, headers });

/** Gone only for who could see it; a demonstration never was there. */
function statusOf(entry: VariedEntry, world: VariedWorld): number {
  if (isHarvested(entry, world)) return 200;
  const isReal = entry.owner !== world.demonstration && entry.subject !== world.demonstration;
  const isTombstone = entry.state === 'WITHDRAWN' || entry.state === 'MERGED';
  if (!isReal || !isTombstone || entry.audience !== 'PUBLIC') return 404;
  return entry.mergedInto === null ? 410 : 308;
}

function documentsOf(form: string, body: string): Document[] {
  if (form === 'json') return JSON.parse(body) as Document[];
  const lines = body.split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as Document);
}

/** Rows of a table, read back by its own schema into what they were made of. */
async function tableOf(api: TestApi, slug: string, body: string, faults: string[]): Promise<Document[]> {
  const { fields } = (await get(api, `/download/${slug}.schema.json`)).json<{ fields: SchemaField[] }>();
  const [header = [], ...lines] = parse(body, { bom: true }) as string[][];
  if (header.join() !== fields.map(({ name }) => name).join())
    faults.push(`${slug}.csv: other columns than its schema`);
  return lines.map((cells) => {
    const unfit = fields.filter((field, at) => !fits(field, cells[at] ?? '')).map(({ name }) => name);
    if (unfit.length > 0) faults.push(`${slug}.csv: ${unfit.join()} do not fit the schema`);
    if (cells.some((cell) => /^[=+\-@\t\r＝＋－＠]/.test(cell) && Number.isNaN(Number(cell)))) {
      faults.push(`${slug}.csv: a cell that a spreadsheet runs`);
    }
    const content: Record<string, unknown> = {};
    fields.forEach(({ name, type }, at) => {
      const cell = cellText(cells[at] ?? '');
      if (cell !== '') put(content, name.split('.'), valueOf(type, cell));
    });
    const { uri, id } = content as { uri: string; id: string };
    return { uri, id, content };
  });
}

function valueOf(type: string, cell: string): unknown {
  if (type === 'integer' || type === 'number') return Number(cell);
  if (type === 'boolean') return cell === 'true';
  return type === 'array' || type === 'object' ? JSON.parse(cell) : cell;
}

function put(into: Record<string, unknown>, [name = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) into[name] = value;
  else put((into[name] ??= {}) as Record<string, unknown>, rest, value);
}

/** Entries that are missing, too many, or tell another content than the public sees. */
function differences(path: string, shown: readonly VariedEntry[], told: readonly Document[]): string[] {
  const byId = new Map(told.map((document) => [document.id, document]));
  const faults = byId.size === told.length ? [] : [`${path}: an entry twice`];
  if (told.length !== shown.length) faults.push(`${path}: ${told.length} entries instead of ${shown.length}`);
  for (const { id, kind, content } of shown) {
    const document = byId.get(id);
    if (!document) faults.push(`${path}: without ${id}`);
    else {
      const wanted = projectContent(kindOf(kind), content, 'PUBLIC');
      for (const [name, value] of Object.entries(wanted)) {
        const found = document.content[name];
        const [given, right] = [JSON.stringify(sorted(found)), JSON.stringify(sorted(value))];
        if (given !== right) faults.push(`${path}: ${id} ${name} is ${given} instead of ${right}`);
      }
    }
  }
  return faults;
}

/** Names in one order: a table opens groups in the order of its columns. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, inner]) => [name, sorted(inner)]));
}
