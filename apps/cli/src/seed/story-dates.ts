import { kindOf, nextReview } from '@maillage/catalogue';
import type { StoryDates } from './seed.repository.js';
import type { StoryOfKind } from './story.js';

const DAY = 86_400_000;
/** Days between a first draft and its publication. */
const DRAFTING = 9;
/** Age of a draft that was never published, in days. */
const OPEN = 4;

/** When everything in a story happened, and when it must be looked at again. Pure. */
export function datesOf(story: StoryOfKind, id: string, now: Date): StoryDates {
  const moment = (daysAgo: number): string => new Date(now.getTime() - daysAgo * DAY).toISOString();
  const { published, edits = [], confirmed, open, end } = story.life;
  const publications = published === undefined ? [] : [published, ...edits.map((edit) => edit.daysAgo)];
  const last = publications.at(-1);
  const drafted = published === undefined ? OPEN : published + DRAFTING;
  const told = Math.min(...[last, confirmed].filter((day) => day !== undefined));
  const revisions = [
    ...publications.map((daysAgo, index) => ({ number: index + 1, at: moment(daysAgo), published: true })),
    ...(published === undefined || open?.changes
      ? [{ number: publications.length + 1, at: moment(OPEN), published: false }]
      : []),
  ];
  const content = edits.reduce((before, edit) => ({ ...before, ...edit.changes }), story.content);
  const kind = kindOf(story.kind);
  const flags = { highRisk: kind.isHighRisk(content), ended: kind.isEnded(content) || end !== undefined };
  return {
    id,
    created: moment(drafted),
    published: last === undefined ? null : moment(last),
    updated: moment(open ? OPEN : (last ?? OPEN)),
    confirmed: last === undefined ? null : moment(told),
    reviewBy: last === undefined ? null : nextReview(new Date(moment(told)), flags),
    revisions,
  };
}
