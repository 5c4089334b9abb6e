import { foldText } from '@maillage/kernel';
import type { CellMapper } from './cell-mapper.js';
import { interconnectesTexts as texts } from './interconnectes.messages.js';

/** Columns that a use case carries and a charter does not. */
const NOT_CARRIED = [
  'Statut_du_projet',
  'Date_de_demarrage',
  'Audience',
  'Partenaires',
  'type_algorithme',
  'herbergement',
  'mise_en_oeuvre',
];

/** « Charte des usages de… »: the library lists it among the uses. */
export function isCharter(project: string): boolean {
  return /^(la |notre |projet de )?charte\b/.test(foldText(project));
}

/** Fields of a charter. When it was adopted, by whom and what it promises are not in the file. */
export function mapCharter(cells: CellMapper): Record<string, unknown> {
  cells.tell(texts.CHARTER, 'Nom_du_projet');
  for (const column of NOT_CARRIED) {
    const value = cells.text(column);
    if (value !== '') cells.tell(texts.VALUE_NOT_CARRIED, column, { value });
  }
  return { charterType: charterTypeOf(cells.line('Nom_du_projet')) };
}

/** What the title itself says that the charter is about. */
function charterTypeOf(title: string): string {
  const words = foldText(title);
  const generative = /\bia generative\b|\bintelligence artificielle generative\b/.test(words);
  const ai = /\bia\b|\bintelligence artificielle\b|\balgorithmes?\b/.test(words);
  const data = /\bdata\b|\bdonnees?\b/.test(words);
  if (ai && data) return 'MIXED';
  if (generative) return 'GENERATIVE_USE';
  if (ai) return 'AI';
  return data ? 'DATA' : 'NOT_STATED';
}
