import { refusalOf } from './refusal.js';

describe('refusal of an action', () => {
  it.each([
    ['entryPublish', 'Demandez à un coordinateur de votre organisation.'],
    ['auditLog', 'Demandez à un modérateur du réseau ou à un administrateur du réseau.'],
    ['members', 'Demandez à un administrateur du réseau.'],
  ] as const)('%s says whom to ask', (action, whom) => {
    const { code, localized } = refusalOf(action);
    expect(code).toBe('FORBIDDEN');
    expect(localized.fr).toBe(`Votre rôle ou la portée de votre clé ne permet pas cette action. ${whom}`);
    expect(localized.en).toContain('Ask ');
  });
});
