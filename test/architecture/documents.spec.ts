import { existsSync, readFileSync } from 'node:fs';
import { NAMED_CONTACT_DAYS } from '@maillage/catalogue';
import { OUTBOX_DAYS } from '@maillage/changes';
import { IDEMPOTENCY_DAYS } from '@maillage/database';
import { INVITATION_DAYS, MEMBERSHIP_REQUEST_DAYS, SESSION_DAYS } from '@maillage/identity';
import { settings } from '@maillage/kernel';
import { KEPT_DAYS } from '@maillage/search';

const threats = readFileSync('docs/threat-model.md', 'utf8');
const register = readFileSync('docs/personal-data.md', 'utf8');

/** Promises with the suite that proves each. */
const suites = new Map(
  [...readFileSync('test/promises/promises.mjs', 'utf8').matchAll(/name: '([^']+)',[^}]*?suite: '([^']+)'/gs)].map(
    ([, name = '', suite = '']) => [name, suite],
  ),
);

/** Cells of the rows of a document's tables that name something in backquotes. */
const rows = (text: string): string[][] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('|') && line.includes('`'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

describe('the threat model', () => {
  it('names tests that are there', () => {
    const named = [...threats.matchAll(/`((?:test|libs|apps)\/[^`]+\.(?:ts|mjs))`/g)].map(([, path = '']) => path);
    expect(named.length).toBeGreaterThan(12);
    expect(named.filter((path) => !existsSync(path))).toEqual([]);
  });

  it('says of each promise that it names whether a suite proves it', () => {
    const [page = '', unproven = ''] = threats.split('Promises of this page that no suite proves yet');
    const named = (text: string): Set<string> => new Set(text.match(/\bP\d+(?:-[A-Z]+)?\b/g) ?? []);
    const open = [...named(page)].filter((name) => !suites.has(name));
    expect([...named(unproven)].sort()).toEqual(open.sort());
  });

  it('names the suite of each promise of this page that has one', () => {
    for (const name of ['P19', 'P20']) {
      expect(threats).toContain(`\`${suites.get(name) ?? name}\``);
    }
  });
});

describe('the register of processing', () => {
  const durations: Readonly<Record<string, number>> = {
    AUDIT_PERSONAL_DAYS: Number(settings.AUDIT_PERSONAL_DAYS.fallback),
    FEED_RETENTION_DAYS: Number(settings.FEED_RETENTION_DAYS.fallback),
    NAMED_CONTACT_DAYS,
    KEPT_DAYS,
    IDEMPOTENCY_DAYS,
    SESSION_DAYS,
    MEMBERSHIP_REQUEST_DAYS,
    INVITATION_DAYS,
    OUTBOX_DAYS,
  };

  it('tells each duration as the product keeps it', () => {
    const told = rows(register).flatMap(([, , days = '', name = '']) => {
      const setting = /^`([A-Z_]+)`$/.exec(name)?.[1];
      return setting === undefined ? [] : [[setting, Number(days)] as const];
    });
    expect(Object.fromEntries(told)).toEqual(durations);
  });

  it('tells every setting that is a number of days', () => {
    const days = Object.keys(settings).filter((name) => name.endsWith('_DAYS'));
    expect(days.filter((name) => !(name in durations))).toEqual([]);
  });
});
