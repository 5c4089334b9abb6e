import { envelopeFields, kindOf } from '@maillage/catalogue';
import { UserInputError } from '@maillage/kernel';
import { kindFields } from './entry.inputs.js';

export interface ContentCommand {
  readonly kind: string;
  /** Field of the input that holds the kind's own content, for the paths of errors. */
  readonly kindField: string;
  readonly content: Readonly<Record<string, unknown>>;
}

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
  const given = [...kindFields].filter(([field]) => values[field] !== undefined && values[field] !== null);
  const [first, second] = given;
  if (!first) throw UserInputError.of('KIND_REQUIRED', messages.KIND_REQUIRED, path);
  if (second) throw UserInputError.of('KIND_TWICE', messages.KIND_TWICE, [...path, second[0]]);
  const [kindField, kind] = first;
  const envelope = Object.keys(envelopeFields).flatMap((name) =>
    values[name] === undefined ? [] : [[name, values[name]] as const],
  );
  const own = values[kindField] as Readonly<Record<string, unknown>>;
  return { kind: kindOf(kind).kind, kindField, content: { ...Object.fromEntries(envelope), ...own } };
}
