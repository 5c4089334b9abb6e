import { addMonths, isoDay } from '@maillage/kernel';

export const FRESHNESS = ['FRESH', 'DUE', 'OVERDUE'] as const;
export type Freshness = (typeof FRESHNESS)[number];

/** Days before the review date from which an entry is due. */
const DUE_WITHIN_DAYS = 30;
const DAY = 86_400_000;

/** Days that part the three, `YYYY-MM-DD`: for where review dates are compared by others (SQL). */
export interface FreshnessBorders {
  /** A review date before it is OVERDUE. */
  readonly overdueBefore: string;
  /** Of the others, one up to it is DUE. */
  readonly dueUntil: string;
}

export function freshnessBorders(now: Date): FreshnessBorders {
  return { overdueBefore: isoDay(now), dueUntil: isoDay(new Date(now.getTime() + DUE_WITHIN_DAYS * DAY)) };
}

/** FRESH, DUE (review date within 30 days) or OVERDUE (past). @param reviewBy `YYYY-MM-DD` */
export function freshnessOf(reviewBy: string, now: Date): Freshness {
  return freshnessWithin(reviewBy, freshnessBorders(now));
}

/** The same by borders made once for many. @param reviewBy `YYYY-MM-DD` */
export function freshnessWithin(reviewBy: string, { overdueBefore, dueUntil }: FreshnessBorders): Freshness {
  if (reviewBy < overdueBefore) return 'OVERDUE';
  return reviewBy <= dueUntil ? 'DUE' : 'FRESH';
}

/** Review dates from a day to another, both included; `YYYY-MM-DD`. */
export interface ReviewDates {
  readonly from: string;
  readonly to: string;
}

/** Review dates whose freshness is another at `now` than it was at `then`: those that became due, those overdue. */
export function reviewDatesCrossing(then: Date, now: Date): readonly ReviewDates[] {
  const day = (moment: Date, days: number): string => isoDay(new Date(moment.getTime() + days * DAY));
  return [
    { from: day(then, DUE_WITHIN_DAYS + 1), to: day(now, DUE_WITHIN_DAYS) },
    { from: day(then, 0), to: day(now, -1) },
  ];
}

/** Review date of an entry published or confirmed now: in 12 months, in 6 for high risk, none for what has ended. */
export function nextReview(now: Date, options: { readonly highRisk: boolean; readonly ended: boolean }): string | null {
  if (options.ended) return null;
  return isoDay(addMonths(now, options.highRisk ? 6 : 12));
}
