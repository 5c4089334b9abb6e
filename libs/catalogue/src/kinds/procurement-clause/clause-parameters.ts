import type { UserError } from '@maillage/kernel';
import type { ProcurementClauseContent } from './procurement-clause.fields.js';

/** `{{delai_notification_h}}`, with or without spaces inside the braces. */
const place = /\{\{\s*([^{}]{0,80}?)\s*\}\}/g;

/** Keys that a clause's text uses, each once, in order. */
export function parametersIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(place)].map((match) => match[1] ?? ''))];
}

/** Parameters used and not declared, declared twice, declared and unused, or proposed outside their allowed values. */
export function checkParameters(content: ProcurementClauseContent): readonly UserError[] {
  const positions = content.positions ?? [];
  const parameters = content.parameters ?? [];
  const declared = new Set(parameters.map(({ key }) => key ?? ''));
  const used = new Set(positions.flatMap(({ text }) => parametersIn(text ?? '')));
  return [
    ...positions.flatMap(({ text }, index) =>
      parametersIn(text ?? '')
        .filter((key) => !declared.has(key))
        .map((key) => undeclared(key, index)),
    ),
    ...parameters.flatMap(({ key = '', default: proposed, allowed }, index): UserError[] => [
      ...(parameters.findIndex((other) => other.key === key) < index ? [declaredTwice(key, index)] : []),
      ...(used.has(key) ? [] : [unused(key, index)]),
      ...(proposed !== undefined && allowed && !allowed.includes(proposed)
        ? [notAllowed(proposed, allowed, index)]
        : []),
    ]),
  ];
}

const undeclared = (key: string, index: number): UserError => ({
  code: 'PARAMETER_NOT_DECLARED',
  message: {
    fr: `Le texte de la clause emploie le paramètre {{${key}}}, absent de « Paramètres ». Déclarez-le ou corrigez son nom.`,
    en: `The text of the clause uses the parameter {{${key}}}, absent from “Parameters”. Declare it or mend its name.`,
  },
  path: ['positions', String(index), 'text'],
});

const declaredTwice = (key: string, index: number): UserError => ({
  code: 'PARAMETER_TWICE',
  message: {
    fr: `Le paramètre « ${key} » est déclaré deux fois. Gardez-en une seule déclaration.`,
    en: `The parameter “${key}” is declared twice. Keep one declaration.`,
  },
  path: ['parameters', String(index), 'key'],
});

const unused = (key: string, index: number): UserError => ({
  code: 'PARAMETER_NOT_USED',
  message: {
    fr: `Le paramètre « ${key} » n’est employé dans aucune rédaction. Écrivez {{${key}}} dans le texte, ou retirez-le.`,
    en: `The parameter “${key}” is used in no wording. Write {{${key}}} in the text, or remove it.`,
  },
  path: ['parameters', String(index), 'key'],
});

const notAllowed = (proposed: string, allowed: readonly string[], index: number): UserError => ({
  code: 'DEFAULT_NOT_ALLOWED',
  message: {
    fr: `La valeur proposée « ${proposed} » n’est pas parmi les valeurs admises (${allowed.join(', ')}). Ajoutez-la ou choisissez-en une autre.`,
    en: `The default “${proposed}” is not among the allowed values (${allowed.join(', ')}). Add it or choose another.`,
  },
  path: ['parameters', String(index), 'default'],
});
