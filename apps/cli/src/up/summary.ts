import type { Config } from '@maillage/kernel';
import type { DemoPerson } from '../demo-keys.js';

export interface Summary {
  readonly mode: Config['mode'];
  /** Address of the API. */
  readonly url: string;
  /** Of the development identity provider; null without one. */
  readonly identity: string | null;
  /** Absolute. */
  readonly folder: string;
  readonly databaseSource: string;
  readonly meiliSource: string;
  readonly people: readonly DemoPerson[];
  readonly keysPath: string;
  /** Keys are shown to a person at a terminal, never to a file that keeps them. */
  readonly isTerminal: boolean;
}

const FIRST_QUERY = JSON.stringify({
  query: '{ search(query: "démonstration", first: 3) { edges { node { id title } } } }',
});

/** What a person needs once everything runs. */
export function summaryText(summary: Summary): string {
  const { url, folder, identity } = summary;
  return [
    '',
    `Maillage runs (${summary.mode} mode).`,
    `  catalogue    ${url}/`,
    `  GraphQL      ${url}/graphql`,
    `  GraphiQL     ${url}/graphiql`,
    `  sign in      ${url}/account${identity === null ? '' : ` (people of the demonstration, by ${identity})`}`,
    `  health       ${url}/health`,
    `  data         ${folder} (logs in logs/)`,
    `  PostgreSQL   ${summary.databaseSource}`,
    `  Meilisearch  ${summary.meiliSource}`,
    ...keysText(summary),
    '',
    'A first query:',
    `  curl -s ${url}/graphql -H 'content-type: application/json' -d '${FIRST_QUERY}'`,
    '',
    'Ctrl-C stops everything; the data stay.',
    '',
  ].join('\n');
}

function keysText({ people, keysPath, isTerminal }: Summary): string[] {
  if (people.length === 0) return [];
  const heading = `Demonstration keys (header \`Authorization: Bearer KEY\`), kept in ${keysPath}`;
  if (!isTerminal) return ['', heading];
  const width = Math.max(...people.map(({ role }) => role.length));
  const rows = people.map(({ role, name, organization, key }) => {
    const who = organization === null ? name : `${name}, ${organization.name}`;
    return `  ${role.padEnd(width)}  ${key}  ${who}`;
  });
  return ['', heading, ...rows];
}
