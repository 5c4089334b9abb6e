import { readFileSync } from 'node:fs';
import { exampleText } from './config.command.js';

describe('.env.example', () => {
  it('is what `maillage config example` prints', () => {
    expect(readFileSync('.env.example', 'utf8')).toBe(exampleText());
  });

  it('changes nothing when it is taken as it is', () => {
    const lines = exampleText().split('\n');
    expect(lines.filter((line) => line !== '' && !line.startsWith('# '))).toEqual([]);
  });
});
