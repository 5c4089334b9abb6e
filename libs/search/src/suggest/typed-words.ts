import { foldText } from '@maillage/kernel';

/** Whether each typed word begins a word of the name, in any order: « haÿ ros » is in « L’Haÿ-les-Roses ». */
export function isTypedIn(typed: readonly string[], name: string): boolean {
  const words = foldText(name).split(' ');
  return typed.every((start) => words.some((word) => word.startsWith(start)));
}

/** Words as typed, folded; articles that stand alone are left out, unless nothing else is there. */
export function typedWords(query: string): string[] {
  const words = foldText(query).split(' ').filter(Boolean);
  const telling = words.filter((word) => word.length > 1);
  return telling.length > 0 ? telling : words;
}
