import { envelopeFields, kindOf } from '@maillage/catalogue';
import { UserInputError } from '@maillage/kernel';
import { kindFields } from './entry.inputs.js';

export interface ContentCommand {
  readonly kind: string;
  /** Field of the input that holds the kind's own content, for the paths of errors. */
  readonly kindField: string;
  readonly content: Readonly<Record<string, unknown>>;
}

const envelopeNames = Object.keys(envelopeFields);

const messages = {
  KIND_REQUIRED: {
    fr: `Donnez le contenu d’un type de fiche : ${[...kindFields.keys()].join(', ')}.`,
    en: `Give the content of one kind of entry: ${[...kindFields.keys()].join(', ')}.`,
  },
  KIND_TWICE: {
    fr: 'Une fiche a un seul type : ne donnez qu’un de ces champs.',
    en: 'An entry has one kind: give one of these fields only.',
  },
};

/**
 * The content of an input, as services take it: envelope and kind's fields in one record.
 * @param path of the input, for errors
 * @throws UserInputError KIND_REQUIRED, KIND_TWICE
 */
export function contentCommand(input: object, path: readonly string[] = ['input']): ContentCommand {
  const values = input as Readonly<Record<string, unknown>>;
  let given: readonly [field: string, kind: string] | undefined;
  for (const one of kindFields) {
    if (values[one[0]] === undefined || values[one[0]] === null) continue;
    if (given) throw UserInputError.of('KIND_TWICE', messages.KIND_TWICE, [...path, one[0]]);
    given = one;
  }
  if (!given) throw UserInputError.of('KIND_REQUIRED', messages.KIND_REQUIRED, path);
  const [kindField, kind] = given;
  const content: Record<string, unknown> = {};
  for (const name of envelopeNames) if (values[name] !== undefined) content[name] = values[name];
  Object.assign(content, values[kindField]);
  return { kind: kindOf(kind).kind, kindField, content };
}
