import { summaryText } from './summary.js';

describe('the summary of a start', () => {
  const summary = {
    mode: 'demo' as const,
    url: 'http://127.0.0.1:3000',
    identity: 'http://127.0.0.1:4000',
    folder: '/home/somebody/maillage/.maillage',
    databaseSource: 'npm a-package',
    meiliSource: 'MEILI_URL',
    people: [
      { role: 'MODERATOR', name: 'Camille', organization: null, key: 'mlg_demo_one' },
      {
        role: 'EDITOR',
        name: 'Dominique',
        organization: { id: '1', name: 'Ville de démonstration' },
        key: 'mlg_demo_two',
      },
    ],
    keysPath: '/home/somebody/maillage/.maillage/demo-keys.json',
  };

  it('says where to sign in', () => {
    const isTerminal = false;
    expect(summaryText({ ...summary, isTerminal })).toMatch(/sign in +http:\/\/127.0.0.1:3000\/account .*:4000\)\n/);
    expect(summaryText({ ...summary, isTerminal, identity: null })).toMatch(
      /sign in +http:\/\/127.0.0.1:3000\/account\n/,
    );
  });

  it('shows the key of each person at a terminal', () => {
    const text = summaryText({ ...summary, isTerminal: true });
    expect(text).toMatch(/MODERATOR\s+mlg_demo_one\s+Camille\n/);
    expect(text).toMatch(/EDITOR\s+mlg_demo_two\s+Dominique, Ville de démonstration\n/);
  });

  it('tells anything else only where the keys are', () => {
    const text = summaryText({ ...summary, isTerminal: false });
    expect(text).toContain(summary.keysPath);
    expect(text).not.toContain('mlg_demo');
  });

  it('says nothing of keys where there are none', () => {
    expect(summaryText({ ...summary, people: [], isTerminal: true })).not.toContain('demo-keys');
  });
});
