import { rightSections } from './right-labels.js';
import {
  type Action,
  type Cell,
  productRights,
  readableStates,
  type Right,
  rights,
  shownBeyond,
  shownTo,
  type StandingName,
  STANDINGS,
} from './rights.table.js';

const columns: Readonly<Record<StandingName, string>> = {
  VISITOR: 'visiteur',
  PORTAL: 'portail',
  OTHER: 'autre personne',
  READER: 'lecture',
  CONTRIBUTOR: 'rédaction',
  COORDINATOR: 'coordination',
  TERRITORY_COORDINATOR: 'coord. du territoire',
  MODERATOR: 'modération',
  NATIONAL_COORDINATOR: 'coord. nationale',
  ADMINISTRATOR: 'administration',
};

const cells: Readonly<Record<Cell, string>> = {
  YES: '**oui**',
  NO: 'non',
  VERIFIED: '**oui**, si vérifiée',
  NETWORK_BODY: 'réseau seul',
  MODERATING: '**oui** (`moderate`)',
  MOOT: '–',
};

const states: Readonly<Record<keyof typeof readableStates, string>> = {
  DRAFT: 'jamais publiée',
  PUBLISHED: 'publiée',
  ARCHIVED: 'archivée',
  WITHDRAWN: 'retirée',
  MERGED: 'fusionnée',
};

const audiences = { PUBLIC: 'public', NETWORK: 'réseau', ORGANIZATION: 'organisation seule' } as const;

const head = `# Qui peut quoi

<!-- Écrit par \`maillage rights\` d’après libs/identity/src/rights/rights.table.ts ; un test compare les deux. -->

Cette page dit tous les droits du réseau. Elle est tirée de la table que le programme applique : rien d’autre n’accorde
de droit, et une action qui n’est pas ici est refusée à tous. Une preuve indépendante, écrite à la main (\`test/rights\`),
vérifie chaque case à travers l’API.

Les colonnes : **visiteur**, personne non connectée ; **portail**, clé d’API d’une organisation ; **autre personne**,
connectée, sans rôle dans l’organisation dont il s’agit ; **lecture**, **rédaction**, **coordination**, rôles dans cette
organisation (ou dans une organisation, quand l’action n’en concerne aucune) ; **coord. du territoire**, coordination du
département ou de la région où se trouve cette organisation ; **modération**, **coord. nationale**, **administration**,
rôles du réseau. Une personne qui est plusieurs de ces choses peut ce que peut l’une d’elles. Une clé d’API ne peut
jamais plus que son titulaire, et demande en plus la portée indiquée.

Les cases : **oui**, non ; « oui, si vérifiée », dès qu’un modérateur a vérifié l’organisation ; « réseau seul », pour ce
qui appartient à l’organisme du réseau lui-même ; « oui (\`moderate\`) », une clé demande aussi cette portée ; « – », non :
une autre ligne a déjà répondu, ou la question ne se pose pas. Absent et interdit répondent de la même façon.
`;

/** `docs/rights.md`: the table of rights for those who do not read code. Pure. @throws when an action has no line */
export function rightsPage(): string {
  const told = new Set(rightSections.flatMap(({ rows }) => rows.map(([action]) => action)));
  const untold = (Object.keys(rights) as Action[]).filter((action) => !told.has(action));
  if (untold.length > 0) throw new Error(`right-labels.ts has no line for ${untold.join(', ')}`);
  const sections = rightSections.map(({ title, about, rows }) => {
    const lines = rows.map(([action, label]) => rightLine(action, label));
    const names = ['action', 'portée', ...STANDINGS.map((standing) => columns[standing])];
    return `## ${title}\n\n${about}\n\n${markdownTable(names, lines)}`;
  });
  return [head, ...sections, shownSection(), productSection()].join('\n');
}

function rightLine(action: Action, label: string): string[] {
  const { scope, cells: said }: Right = rights[action];
  return [
    `${label} (\`${action}\`)`,
    scope === null ? '' : `\`${scope}\``,
    ...STANDINGS.map((one) => cells[said[one]]),
  ];
}

function shownSection(): string {
  const entries = Object.entries(audiences) as [keyof typeof audiences, string][];
  const readers = entries.map(([reader, name]) => [
    `lecteur « ${name} »`,
    ...entries.map(([audience]) => yesNo(shownTo[reader][audience])),
  ]);
  const beyond = (['VERIFIED', 'PENDING'] as const).map((state) => [
    state === 'VERIFIED' ? 'vérifiée' : 'en attente',
    yesNo(shownBeyond[state].written),
    yesNo(shownBeyond[state].taken),
  ]);
  const readable = Object.entries(states).map(([state, name]) => [
    name,
    yesNo(readableStates[state as keyof typeof readableStates]),
  ]);
  return [
    '## Quelles fiches sont montrées à un lecteur\n',
    'Les trois conditions valent ensemble ; l’organisation elle-même voit toutes ses fiches, dans tous leurs états.\n',
    markdownTable(['', ...entries.map(([, name]) => `fiche « ${name} »`)], readers),
    markdownTable(['état de la fiche', 'montrée'], readable),
    markdownTable(['organisation propriétaire', 'fiche écrite par elle', 'fiche reprise d’une source'], beyond),
  ].join('\n');
}

function productSection(): string {
  const lines = Object.entries(productRights).map(([action, scope]) => [`\`${action}\``, `\`${scope}\``]);
  return [
    '## Ce que fait le programme lui-même\n',
    'Imports et démonstration, en ligne de commande, avec les portées accordées à chaque fois et notées au journal.\n',
    markdownTable(['action', 'portée accordée'], lines),
  ].join('\n');
}

function yesNo(shown: boolean): string {
  return shown ? cells.YES : cells.NO;
}

function markdownTable(names: readonly string[], lines: readonly (readonly string[])[]): string {
  const row = (values: readonly string[]): string => `| ${values.join(' | ')} |`;
  return `${[row(names), row(names.map(() => '---')), ...lines.map(row)].join('\n')}\n`;
}
