import { entryKinds, slugOf } from '@maillage/catalogue';
import { DataFactory, type Quad } from 'n3';
import { OPEN_LICENCE } from '../harvest/licence-address.js';

const { namedNode, literal, quad } = DataFactory;
type Node = ReturnType<typeof namedNode>;
type Value = Node | ReturnType<typeof literal>;

/** Prefixes of the catalogue, in Turtle and in the context of its JSON-LD. */
export const PREFIXES = {
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const;

const EU = 'http://publications.europa.eu/resource/authority';
const AUTHORITY_TERM = /^(http:\/\/publications\.europa\.eu\/resource\/authority\/[\w-]+)\/\w+$/;
const PROFILE = 'http://data.europa.eu/r5r/';

/** What the description of the catalogue is made of. */
export interface CatalogFacts {
  /** Origin of the API, without a slash at its end. */
  readonly base: string;
  /** Newest change of each kind, ISO 8601; absent: not told. */
  readonly modified?: Readonly<Record<string, string>>;
}

const formats = [
  { extension: 'csv', media: 'text/csv', fileType: 'CSV' },
  { extension: 'json', media: 'application/json', fileType: 'JSON' },
  { extension: 'ndjson', media: 'application/x-ndjson', fileType: 'JSON' },
] as const;

/**
 * DCAT-AP 3.0.1: one catalogue, one dataset a kind with its files, one service. An entry is a row of a dataset, never a
 * dataset. Classes of the terms of EU vocabularies are told too, as the profile's range shapes ask.
 */
export function catalogGraph({ base, modified = {} }: CatalogFacts): Quad[] {
  const graph = new Graph();
  const catalog = namedNode(`${base}/catalog`);
  const service = namedNode(`${base}/catalog#feed`);
  const publisher = publisherOf(graph, base);
  graph.add(catalog, 'rdf:type', graph.iri('dcat:Catalog'));
  graph.text(catalog, 'dct:title', 'Catalogue Maillage', 'Maillage catalogue');
  graph.text(
    catalog,
    'dct:description',
    'Usages de l’IA, clauses d’achat et chartes publiés par les collectivités françaises.',
    'Uses of AI, procurement clauses and charters published by French local authorities.',
  );
  graph.add(catalog, 'dct:publisher', publisher);
  graph.add(catalog, 'foaf:homepage', graph.typed(`${base}/`, 'foaf:Document'));
  graph.add(catalog, 'dct:license', graph.typed(OPEN_LICENCE, 'dct:LicenseDocument'));
  graph.add(catalog, 'dcat:themeTaxonomy', graph.typed(`${EU}/data-theme`, 'skos:ConceptScheme'));
  graph.text(graph.typed(`${EU}/data-theme`, 'skos:ConceptScheme'), 'dct:title', 'Thèmes de données', 'Data themes');
  place(graph, catalog);
  graph.add(catalog, 'dcat:service', service);
  for (const { kind, label, describe } of entryKinds) {
    const dataset = namedNode(`${base}/catalog#${slugOf(kind)}`);
    graph.add(catalog, 'dcat:dataset', dataset);
    graph.add(service, 'dcat:servesDataset', dataset);
    graph.add(dataset, 'rdf:type', graph.iri('dcat:Dataset'));
    graph.text(dataset, 'dct:title', label.fr, label.en);
    graph.text(dataset, 'dct:description', describe.fr, describe.en);
    datasetFacts(graph, dataset, publisher, modified[kind]);
    contact(graph, dataset, base);
    for (const format of formats) {
      const part = distribution(graph, dataset, `${base}/download/${slugOf(kind)}`, format);
      terms(graph, part, base);
    }
  }
  serviceFacts(graph, service, base, publisher);
  terms(graph, service, base);
  return graph.quads;
}

function publisherOf(graph: Graph, base: string): Node {
  const publisher = namedNode(`${base}/catalog#publisher`);
  graph.add(publisher, 'rdf:type', graph.iri('foaf:Agent'));
  graph.add(publisher, 'foaf:name', literal('Maillage', 'fr'));
  return publisher;
}

function place(graph: Graph, resource: Node): void {
  graph.add(resource, 'dct:spatial', graph.typed(`${EU}/country/FRA`, 'dct:Location'));
  for (const code of ['FRA', 'ENG']) {
    graph.add(resource, 'dct:language', graph.typed(`${EU}/language/${code}`, 'dct:LinguisticSystem'));
  }
}

function datasetFacts(graph: Graph, dataset: Node, publisher: Node, modified: string | undefined): void {
  graph.add(dataset, 'dct:publisher', publisher);
  graph.add(
    dataset,
    'dcat:theme',
    graph.concept(`${EU}/data-theme/GOVE`, 'Gouvernement et secteur public', 'Government'),
  );
  graph.add(dataset, 'dcat:theme', graph.concept(`${EU}/data-theme/TECH`, 'Science et technologie', 'Technology'));
  place(graph, dataset);
  graph.add(dataset, 'dct:accrualPeriodicity', graph.typed(`${EU}/frequency/CONT`, 'dct:Frequency'));
  graph.add(dataset, 'dct:accessRights', graph.typed(`${EU}/access-right/PUBLIC`, 'dct:RightsStatement'));
  if (modified) graph.add(dataset, 'dct:modified', literal(modified, namedNode(`${PREFIXES.xsd}dateTime`)));
}

function contact(graph: Graph, dataset: Node, base: string): void {
  const point = namedNode(`${base}/catalog#contact`);
  graph.add(dataset, 'dcat:contactPoint', point);
  graph.add(point, 'rdf:type', graph.iri('vcard:Kind'));
  graph.add(point, 'vcard:fn', literal('Maillage', 'fr'));
  graph.add(point, 'vcard:hasURL', namedNode(`${base}/`));
}

function distribution(graph: Graph, dataset: Node, file: string, format: (typeof formats)[number]): Node {
  const address = `${file}.${format.extension}`;
  const part = namedNode(`${address}#distribution`);
  graph.add(dataset, 'dcat:distribution', part);
  graph.add(part, 'rdf:type', graph.iri('dcat:Distribution'));
  graph.text(part, 'dct:title', `Fichier ${format.extension.toUpperCase()}`, `${format.extension.toUpperCase()} file`);
  graph.add(part, 'dcat:accessURL', graph.typed(address, 'rdfs:Resource'));
  graph.add(part, 'dcat:downloadURL', graph.typed(address, 'rdfs:Resource'));
  const media = `https://www.iana.org/assignments/media-types/${format.media}`;
  graph.add(part, 'dcat:mediaType', graph.typed(media, 'dct:MediaType'));
  graph.add(part, 'dct:format', graph.typed(`${EU}/file-type/${format.fileType}`, 'dct:MediaTypeOrExtent'));
  if (format.extension === 'csv') graph.add(part, 'dct:conformsTo', graph.typed(`${file}.schema.json`, 'dct:Standard'));
  return part;
}

/** Entries are under the open licence unless they say otherwise: a file that holds them claims no more than that. */
function terms(graph: Graph, resource: Node, base: string): void {
  graph.add(resource, 'dct:license', graph.typed(OPEN_LICENCE, 'dct:LicenseDocument'));
  const rights = graph.typed(`${base}/catalog#rights`, 'dct:RightsStatement');
  const fr = 'Licence Ouverte 2.0, sauf pour une fiche dont le champ « licence » en dit une autre.';
  const en = 'Licence Ouverte 2.0, except for an entry whose field `licence` tells another.';
  graph.add(rights, 'rdfs:label', literal(fr, 'fr'));
  graph.add(rights, 'rdfs:label', literal(en, 'en'));
  graph.add(resource, 'dct:rights', rights);
}

function serviceFacts(graph: Graph, service: Node, base: string, publisher: Node): void {
  graph.add(service, 'rdf:type', graph.iri('dcat:DataService'));
  graph.text(service, 'dct:title', 'Fil des changements (GraphQL)', 'Change feed (GraphQL)');
  graph.add(service, 'dct:publisher', publisher);
  graph.add(service, 'dcat:endpointURL', graph.typed(`${base}/graphql`, 'rdfs:Resource'));
  graph.add(service, 'dcat:endpointDescription', graph.typed(`${base}/schema.graphql`, 'rdfs:Resource'));
  graph.add(service, 'dct:conformsTo', graph.typed('https://spec.graphql.org/October2021/', 'dct:Standard'));
  graph.add(service, 'dct:conformsTo', graph.typed(PROFILE, 'dct:Standard'));
}

class Graph {
  readonly #known = new Map<string, Quad>();

  get quads(): Quad[] {
    return [...this.#known.values()];
  }

  add(subject: Node, predicate: string, object: Value): void {
    const statement = quad(subject, this.iri(predicate), object);
    this.#known.set(JSON.stringify(statement), statement);
  }

  iri(name: string): ReturnType<typeof namedNode> {
    const [prefix = '', local = ''] = name.split(':');
    return namedNode(`${PREFIXES[prefix as keyof typeof PREFIXES]}${local}`);
  }

  typed(address: string, type: string): Node {
    const node = namedNode(address);
    this.add(node, 'rdf:type', this.iri(type));
    // The profile's vocabulary shapes ask to which list a term belongs, in the same document.
    const list = AUTHORITY_TERM.exec(address)?.[1];
    if (list !== undefined) this.add(node, 'skos:inScheme', namedNode(list));
    return node;
  }

  concept(address: string, fr: string, en: string): Node {
    const node = this.typed(address, 'skos:Concept');
    this.add(node, 'skos:prefLabel', literal(fr, 'fr'));
    this.add(node, 'skos:prefLabel', literal(en, 'en'));
    return node;
  }

  text(subject: Node, predicate: string, fr: string, en: string): void {
    this.add(subject, predicate, literal(fr, 'fr'));
    this.add(subject, predicate, literal(en, 'en'));
  }
}
