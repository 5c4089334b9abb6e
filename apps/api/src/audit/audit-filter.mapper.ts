import type { AuditLogFilter } from '@maillage/identity';
import { isDay, UserInputError } from '@maillage/kernel';
import type { AuditLogFilterInput } from './audit.type.js';

const DAY = 86_400_000;

const notADay = {
  fr: 'Ce jour n’existe pas : écrivez AAAA-MM-JJ, par exemple 2026-01-31.',
  en: 'There is no such day: write YYYY-MM-DD, e.g. 2026-01-31.',
};

/** Days of the filter as moments: the last day counts whole. @throws UserInputError DATE_INVALID */
export function auditLogFilter(input: AuditLogFilterInput | null | undefined): AuditLogFilter {
  if (!input) return {};
  const { actor, action, object, organization, from, to } = input;
  const end = startOf(to, 'to');
  return {
    ...{ actor, action, object, organization },
    from: startOf(from, 'from'),
    to: end && new Date(end.getTime() + DAY),
  } as AuditLogFilter;
}

function startOf(day: string | null | undefined, name: string): Date | null {
  if (day === null || day === undefined) return null;
  if (!isDay(day)) throw UserInputError.of('DATE_INVALID', notADay, ['filter', name]);
  return new Date(`${day}T00:00:00Z`);
}
