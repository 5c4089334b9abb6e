/** What a municipality uses AI for, with the words people use about it. Lists go from frequent to rare. */
export interface Topic {
  readonly theme: string;
  readonly subTheme: string;
  readonly techniques: readonly string[];
  /** « un assistant qui… », without a final stop: completes « Nous avons mis en place ». */
  readonly subjects: readonly string[];
  /** Titles, without the place. */
  readonly titles: readonly string[];
  /** Whole sentences. */
  readonly problems: readonly string[];
  /** Data used: « les relevés… ». */
  readonly data: readonly string[];
  /** What is gained: « réduire… ». */
  readonly gains: readonly string[];
  readonly words: readonly string[];
}

/** Items of a text, one a line or between ` / `. */
export function items(text: string): readonly string[] {
  return text
    .split(/\n| \/(?=\s|$)/)
    .map((item) => item.trim())
    .filter((item) => item !== '');
}
