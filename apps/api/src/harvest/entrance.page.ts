import { entryKinds, slugOf } from '@maillage/catalogue';
import type { HarvestKind } from '@maillage/exchange';
import type { Language } from '@maillage/kernel';
import { type Html, html } from '../sign-in/pages/html.js';
import { day, publicPage } from './public.page.js';

const words = {
  fr: {
    title: 'Ce que les communes font de l’intelligence artificielle',
    lead: 'Cas d’usage, clauses de marché et chartes de données que les collectivités publient dans un même catalogue.',
    read: 'Le catalogue public',
    none: 'aucune fiche',
    entries: (n: number) => (n === 1 ? '1 fiche' : `${n.toLocaleString('fr')} fiches`),
    changed: 'dernière modification le',
    atom: 'Ce qui change',
    atomOf: 'fil Atom',
    history: 'Versions publiées',
    catalog: 'Description pour moissonneurs',
    demonstration: 'Les fiches de démonstration n’y sont pas.',
    programs: 'Pour des programmes',
    try: 'essayer une requête',
    schema: 'schéma',
    mirror: 'Copie complète',
    state: 'État du nœud',
    people: 'Pour les membres du réseau',
    signIn: 'Se connecter',
  },
  en: {
    title: 'What municipalities do with artificial intelligence',
    lead: 'Use cases, procurement clauses and data charters that local authorities publish in one catalogue.',
    read: 'The public catalogue',
    none: 'no entry',
    entries: (n: number) => (n === 1 ? '1 entry' : `${n.toLocaleString('en')} entries`),
    changed: 'last changed',
    atom: 'What changes',
    atomOf: 'Atom feed',
    history: 'Published versions',
    catalog: 'Description for harvesters',
    demonstration: 'Demonstration entries are left out.',
    programs: 'For programs',
    try: 'try a query',
    schema: 'schema',
    mirror: 'Complete copy',
    state: 'State of the node',
    people: 'For members of the network',
    signIn: 'Sign in',
  },
} as const;

/** The node’s own address, opened in a browser: what there is, and where. @param kinds those that have public entries */
export function entrancePage(kinds: readonly HarvestKind[], language: Language): string {
  const told = words[language];
  const head = html`<link rel="alternate" type="application/atom+xml" href="/atom" />
    <link rel="describedby" type="text/turtle" href="/catalog.ttl" />`;
  const ofKinds = entryKinds.map(({ kind, label }) =>
    row(label[language], files(slugOf(kind), ['csv', 'json', 'ndjson']), held(kinds, kind, language)),
  );
  const body = html`<h1>${told.title}</h1>
    <p>${told.lead}</p>
    <h2>${told.read}</h2>
    <ul class="rows">
      ${ofKinds} ${row(told.history, files('history', ['csv', 'ndjson']))} ${row(told.atom, [to('/atom', told.atomOf)])}
      ${row(told.catalog, [to('/catalog.ttl', 'DCAT-AP (Turtle)'), to('/catalog.jsonld', 'JSON-LD')])}
    </ul>
    <p class="quiet">${told.demonstration}</p>
    <h2>${told.programs}</h2>
    <ul class="rows">
      ${row('GraphQL', [html`<code>POST /graphql</code>`, to('/graphiql', told.try), to('/schema.graphql', told.schema)])}
      ${row(told.mirror, [to('/feed/snapshot.ndjson.gz', 'NDJSON')])} ${row(told.state, [to('/health', 'JSON')])}
    </ul>
    <h2>${told.people}</h2>
    <p><a class="button main" href="/account">${told.signIn}</a></p>`;
  return publicPage({ lang: language, language, title: told.title, aside: '', head, body });
}

function held(kinds: readonly HarvestKind[], kind: string, language: Language): Html {
  const told = words[language];
  const own = kinds.find((one) => one.kind === kind);
  if (!own) return html`${told.none}`;
  return html`${told.entries(own.entries)}, ${told.changed} ${day(own.modified, language)}`;
}

function row(label: string, ways: readonly Html[], state?: Html): Html {
  return html`<li>
    <div>
      <strong>${label}</strong>
      ${state ? html`<br /><span class="quiet">${state}</span>` : null}
    </div>
    <span class="ways">${ways}</span>
  </li>`;
}

function files(slug: string, forms: readonly string[]): Html[] {
  return forms.map((form) => to(`/download/${slug}.${form}`, form.toUpperCase()));
}

function to(path: string, label: string): Html {
  return html`<a href="${path}">${label}</a>`;
}
