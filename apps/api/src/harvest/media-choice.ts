/**
 * The media type that a caller likes best among those there are (RFC 9110, 12.5.1); null: none will do.
 * @param offered in our own order of preference, which decides between equals
 */
export function chooseMedia(accept: string | undefined, offered: readonly string[]): string | null {
  if (accept === undefined || accept.trim() === '') return offered[0] ?? null;
  const ranges = accept.split(',').map((part) => {
    const [range = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
    const quality = Number(parameters.find((text) => text.startsWith('q='))?.slice(2) ?? 1);
    return { range, quality: Number.isFinite(quality) ? quality : 0 };
  });
  let best: { readonly type: string; readonly quality: number } | null = null;
  for (const type of offered) {
    const quality = qualityOf(type, ranges);
    if (quality > (best?.quality ?? 0)) best = { type, quality };
  }
  return best?.type ?? null;
}

/** The most exact range that names a type decides. */
function qualityOf(type: string, ranges: readonly { readonly range: string; readonly quality: number }[]): number {
  for (const form of [type, `${type.split('/')[0]}/*`, '*/*']) {
    const found = ranges.find(({ range }) => range === form);
    if (found) return found.quality;
  }
  return 0;
}
