/** A text of the product in the two languages of the network. Interpolate with {@link localize}. */
export interface Localized {
  readonly fr: string;
  readonly en: string;
}

export type Language = keyof Localized;

/** Fills `{name}` places of both languages; a place without a value is left as it is, so that a fault shows. */
export function localize(template: Localized, values: Readonly<Record<string, string | number>>): Localized {
  const fill = (text: string): string =>
    text.replace(/\{(\w+)\}/g, (place, name: string) => (name in values ? String(values[name]) : place));
  return { fr: fill(template.fr), en: fill(template.en) };
}

/** First language of an `Accept-Language` header that the network speaks; French when none is. */
export function languageFromHeader(header: string | undefined): Language {
  if (!header) return 'fr';
  const wanted = header
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const quality = parameters.map((p) => /^\s*q=([\d.]+)\s*$/.exec(p)?.[1]).find(Boolean);
      return { language: tag.split('-')[0] ?? '', quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter((choice) => choice.quality > 0)
    .sort((a, b) => b.quality - a.quality);
  return wanted.find((choice) => choice.language === 'fr' || choice.language === 'en')?.language === 'en' ? 'en' : 'fr';
}
