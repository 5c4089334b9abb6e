import { readFileSync } from 'node:fs';
import { API_KEY_PATTERN, makeKey, parseKey, rights, rightsPage } from '@maillage/identity';

describe('docs/rights.md', () => {
  it('is what `maillage rights` prints: write it anew after a change of the table', () => {
    expect(readFileSync('docs/rights.md', 'utf8')).toBe(rightsPage());
  });

  it('has a line for every action', () => {
    const page = rightsPage();
    for (const action of Object.keys(rights)) expect(page).toContain(`(\`${action}\`)`);
  });
});

describe('docs/guides/api-keys.md', () => {
  const guide = readFileSync('docs/guides/api-keys.md', 'utf8');

  it('tells scanners the pattern that the code knows', () => {
    expect(guide).toContain(`\n    ${API_KEY_PATTERN}\n`);
    const scanner = new RegExp(API_KEY_PATTERN, 'g');
    const { key } = makeKey('prod');
    expect(`clé = "${key}";`.match(scanner)).toEqual([key]);
    expect(`${key.slice(0, -1)}`.match(scanner)).toBeNull();
  });

  it('has a check that a scanner can make: of a million that look alike, one is a key', () => {
    const { key, shortId, secret } = makeKey('demo');
    expect(parseKey(key)).toEqual({ shortId, secret });
    for (let place = 0; place < key.length; place += 1) {
      const other = key[place] === '0' ? '1' : '0';
      expect(parseKey(key.slice(0, place) + other + key.slice(place + 1))).toBeNull();
    }
  });
});
