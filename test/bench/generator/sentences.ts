import { properName } from './places.js';
import type { Random } from './random.js';
import * as common from './words/common.js';
import type { Topic } from './words/topic.js';

/** What fills the places of a sentence. */
export interface Subject {
  readonly topic: Topic;
  readonly organization: string;
  /** A name of the project, mostly found in this entry alone. */
  readonly project: string;
}

/** Fills `{partner}`, `{data}`, … of a sentence. */
export function filled(random: Random, sentence: string, { topic }: Subject): string {
  return sentence.replace(/\{(\w+)\}/g, (_, place: string) => {
    switch (place) {
      case 'partner':
        return random.zipf(common.partners);
      case 'department':
        return random.zipf(common.departments);
      case 'quality':
        return random.zipf(common.qualities);
      case 'data':
        return random.pick(topic.data);
      case 'hosting':
        return random.zipf(common.hostingsTold);
      case 'quarter':
        return properName(random);
      case 'percent':
        return String(random.integer(3, 92));
      case 'count':
        return String(random.integer(40, 9_000));
      case 'months':
        return String(random.integer(2, 24));
      case 'before':
        return String(random.integer(12, 60));
      case 'after':
        return String(random.integer(1, 11));
      default:
        throw new RangeError(`A sentence with an unknown place: ${place}`);
    }
  });
}

export function titleOf(random: Random, subject: Subject): string {
  const title = random.zipf(subject.topic.titles);
  const form = random.integer(0, 3);
  if (form === 0) return `${title} : le projet ${subject.project}`;
  if (form === 1) return `${title} avec ${random.zipf(common.partners)}`;
  if (form === 2) return `${subject.project} : ${title.charAt(0).toLowerCase()}${title.slice(1)}`;
  return `${title} et ${random.zipf(subject.topic.words)}`;
}

export function summaryOf(random: Random, subject: Subject): string {
  const opening = filled(random, random.pick(common.openings), subject);
  const aim = random.pick(subject.topic.gains);
  return `${opening} ${random.pick(subject.topic.subjects)}. But : ${aim} (${random.some(subject.topic.words, 2).join(', ')}).`;
}

/** Paragraphs of `sentences` sentences in all, with some words of the subject that templates do not have. */
export function descriptionOf(random: Random, subject: Subject, sentences: number): string {
  const start = `${filled(random, random.pick(common.openings), subject)} ${random.pick(subject.topic.subjects)}.`;
  const told = random.some(common.methods, sentences).map((sentence) => filled(random, sentence, subject));
  const tail = `Mots employés sur le terrain : ${random.some(subject.topic.words, random.integer(3, 6)).join(', ')}, ${properName(random)}.`;
  const outcome = filled(random, random.zipf(common.results), subject);
  return `${start} ${told.slice(0, 2).join(' ')}\n\n${told.slice(2).join(' ')} ${outcome}\n\n${tail}`;
}
