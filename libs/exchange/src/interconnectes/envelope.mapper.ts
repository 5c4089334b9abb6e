import { themes } from '@maillage/catalogue';
import { cutAtWord } from '../mapping/cell-text.js';
import { summaryOf } from '../mapping/summary.js';
import type { CellMapper } from './cell-mapper.js';
import { subThemeMatcher, themeMatcher } from './interconnectes.lists.js';
import { interconnectesTexts as texts } from './interconnectes.messages.js';

const MAX_TITLE = 150;
const MIN_TITLE = 3;
const MAX_SUMMARY = 400;
const MAX_DESCRIPTION = 20_000;
const MAX_THEMES = 3;
const MAX_SUB_THEMES = 6;

/** Columns without a field of their own: a section each at the end of the description, so that they are read and found. */
const SECTIONS: readonly (readonly [column: string, heading: string])[] = [
  ['nom_algorithme', 'Nom de l’algorithme'],
  ['algorithme_description', 'L’algorithme'],
  ['algorithme_operations', 'Opérations effectuées par l’algorithme'],
  ['decision', 'Portée de la décision'],
  ['risque', 'Évaluation des risques'],
  ['impact_environnement', 'Impact environnemental'],
  ['financement', 'Financement'],
];

/** What every kind of entry has. */
export function mapEnvelope(cells: CellMapper): Record<string, unknown> {
  const project = cells.line('Nom_du_projet');
  const title = mapTitle(cells, project);
  const described = cells.text('Description_service');
  if (described === '') cells.tell(texts.DESCRIPTION_MISSING, 'Description_service');
  return {
    title,
    summary: summaryOf(described, MAX_SUMMARY),
    description: mapDescription(cells, title === cutTitle(project) && title !== project ? project : '', described),
    lang: 'FR',
    themes: mapThemes(cells),
    subThemes: cells.list('Sous_Theme', subThemeMatcher).slice(0, MAX_SUB_THEMES),
    contact: cells.mailbox('projet_contact'),
    links: [...cells.links('URL_Service', 'ABOUT'), ...cells.links('url_ressources', 'OTHER')].slice(0, 30),
  };
}

function cutTitle(project: string): string {
  return cutAtWord(project, MAX_TITLE);
}

function mapTitle(cells: CellMapper, project: string): string {
  if (cells.text('Nom_du_projet').includes('\n')) cells.tell(texts.TITLE_LINE_BREAK, 'Nom_du_projet');
  if (project.length > MAX_TITLE) {
    cells.tell(texts.TITLE_CUT, 'Nom_du_projet', { max: MAX_TITLE });
    return cutTitle(project);
  }
  if (project.length >= MIN_TITLE) return project;
  cells.tell(texts.TITLE_SHORT, 'Nom_du_projet');
  return cutTitle(`${project} (${cells.line('Nom_collectivite')})`);
}

function mapDescription(cells: CellMapper, wholeTitle: string, described: string): string {
  const sections = SECTIONS.flatMap(([column, heading]) => {
    const text = cells.text(column);
    return text === '' ? [] : [`## ${heading}\n\n${text}`];
  });
  const whole = [wholeTitle, described, ...sections].filter((part) => part !== '').join('\n\n');
  if (whole.length <= MAX_DESCRIPTION) return whole;
  cells.tell(texts.DESCRIPTION_CUT, 'Description_service', { max: MAX_DESCRIPTION });
  return cutAtWord(whole, MAX_DESCRIPTION);
}

/** A label holds commas itself: the whole cell is tried before its parts. */
function mapThemes(cells: CellMapper): string[] {
  const written = cells.text('Theme');
  const whole = themeMatcher.find(written);
  if (whole) {
    const { label } = themes.values[whole.value];
    if (whole.near) cells.tell(texts.VALUE_NEAR, 'Theme', { value: written, label: label.fr });
    return [whole.value];
  }
  const parts = written.split(/[;|\n]/u).flatMap((part) => themeMatcher.find(part)?.value ?? []);
  if (parts.length > 0) return [...new Set(parts)].slice(0, MAX_THEMES);
  const allowed = Object.values(themes.values).map(({ label }) => label.fr);
  cells.tell(texts.THEME_MISSING, 'Theme', { value: written, allowed: allowed.join(' ; ') });
  return [];
}
