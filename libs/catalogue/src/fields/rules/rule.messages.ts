import { localize, type Localized } from '@maillage/kernel';
import type { Field } from '../field.js';

/** What is wrong with a value, and how to mend it. `{label}` is the field's. */
export const ruleMessages = {
  TYPE: {
    fr: '« {label} » : {wanted} est attendu.',
    en: '“{label}”: {wanted} is expected.',
  },
  TOO_LONG: {
    fr: '« {label} » dépasse {max} caractères : raccourcissez.',
    en: '“{label}” is longer than {max} characters: shorten it.',
  },
  TOO_SHORT: { fr: '« {label} » demande au moins {min} caractères.', en: '“{label}” needs at least {min} characters.' },
  LINE_BREAK: {
    fr: '« {label} » tient sur une ligne : ôtez les retours à la ligne.',
    en: '“{label}” is one line: remove the line breaks.',
  },
  PATTERN: {
    fr: '« {label} » : forme attendue, par exemple {example}.',
    en: '“{label}”: expected form, for example {example}.',
  },
  ENUM: {
    fr: '« {label} » : valeur inconnue. Valeurs possibles : {values}.',
    en: '“{label}”: unknown value. Possible values: {values}.',
  },
  RANGE: {
    fr: '« {label} » doit être compris entre {min} et {max}.',
    en: '“{label}” must be between {min} and {max}.',
  },
  URL: {
    fr: '« {label} » : une adresse complète commençant par http:// ou https:// est attendue.',
    en: '“{label}”: a full address starting with http:// or https:// is expected.',
  },
  ROLE_MAILBOX: {
    fr: '« {label} » : donnez une adresse de service (numerique@…, contact@…), jamais celle d’une personne.',
    en: '“{label}”: give a functional mailbox (numerique@…, contact@…), never a person’s.',
  },
  DATE: { fr: '« {label} » : une date AAAA-MM-JJ est attendue.', en: '“{label}”: a date YYYY-MM-DD is expected.' },
  PARTIAL_DATE: {
    fr: '« {label} » : une date AAAA, AAAA-MM ou AAAA-MM-JJ est attendue.',
    en: '“{label}”: a date YYYY, YYYY-MM or YYYY-MM-DD is expected.',
  },
  SPREADSHEET_SERIAL: {
    fr: '« {label} » : {value} est un numéro de série de tableur. Donnez la date AAAA-MM-JJ.',
    en: '“{label}”: {value} is a spreadsheet’s serial number. Give the date YYYY-MM-DD.',
  },
  CONTROL_CHARACTER: {
    fr: '« {label} » contient un caractère de contrôle ou un caractère tronqué : retirez-le.',
    en: '“{label}” contains a control character or half a character: remove it.',
  },
  ARTEFACT: {
    fr: '« {label} » : « {value} » n’est pas une réponse. Laissez vide ce qui n’est pas connu.',
    en: '“{label}”: “{value}” is no answer. Leave empty what is not known.',
  },
  TOO_MANY: { fr: '« {label} » : au plus {max} éléments.', en: '“{label}”: at most {max} items.' },
  TOO_FEW: { fr: '« {label} » : au moins {min} élément(s).', en: '“{label}”: at least {min} item(s).' },
  UNKNOWN_FIELD: { fr: 'Champ inconnu : {name}.{suggestion}', en: 'Unknown field: {name}.{suggestion}' },
  MANDATORY: { fr: '« {label} » est obligatoire.', en: '“{label}” is mandatory.' },
  REFERENCE: { fr: '« {label} » : un identifiant est attendu.', en: '“{label}”: an id is expected.' },
} as const satisfies Record<string, Localized>;

export type RuleCode = keyof typeof ruleMessages;

export function ruleMessage(
  code: RuleCode,
  field: Pick<Field<unknown>, 'label'>,
  values: Record<string, string | number> = {},
): Localized {
  const { label } = field;
  return {
    fr: localize(ruleMessages[code], { label: label.fr, ...values }).fr,
    en: localize(ruleMessages[code], { label: label.en, ...values }).en,
  };
}
