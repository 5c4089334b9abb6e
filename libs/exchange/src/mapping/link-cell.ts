import { isHttpUrl } from '@maillage/catalogue';

export interface ReadLinks {
  readonly urls: readonly string[];
  /** Addresses given without http://, completed with https://. */
  readonly completed: readonly string[];
  /** What is no address: a phrase, a broken link. */
  readonly phrases: readonly string[];
}

/** The addresses of a cell that should hold one: it may hold several, or a phrase. */
export function readLinks(text: string): ReadLinks {
  if (isHttpUrl(text)) return { urls: [text], completed: [], phrases: [] };
  const parts = text.split(/[\s;]+|,\s/u).filter((part) => part !== '');
  const urls = parts.filter(isHttpUrl);
  const completed = parts.filter((part) => /^www\.[^\s/]+\.[a-z]{2,}/i.test(part) && isHttpUrl(`https://${part}`));
  if (urls.length + completed.length === 0) return { urls: [], completed: [], phrases: text === '' ? [] : [text] };
  const rest = parts.filter((part) => !urls.includes(part) && !completed.includes(part));
  return {
    urls: [...new Set([...urls, ...completed.map((part) => `https://${part}`)])],
    completed,
    phrases: rest.length > 0 ? [rest.join(' ')] : [],
  };
}
