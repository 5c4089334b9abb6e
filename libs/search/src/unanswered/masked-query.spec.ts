import fc from 'fast-check';
import { maskedQuery } from './masked-query.js';

const textOf = (query: string): string | undefined => maskedQuery(query)?.text;

describe('what is kept of a query', () => {
  it.each([
    ['déchets jean.dupont@ville.fr', 'déchets …'],
    ['déchets jean.dupont @ ville.fr', 'déchets …'],
    ['déchets JEAN.DUPONT＠VILLE.FR', 'déchets …'],
    ['déchets jean.dupont(at)ville.fr', 'déchets …'],
    ['déchets jean.dupont [at] ville.fr', 'déchets …'],
    ['déchets jean.dupont {arobase} ville.fr', 'déchets …'],
    ['déchets jean.dupont arobase ville.fr', 'déchets …'],
    ['déchets jean.dupont at ville.fr', 'déchets …'],
    ['déchets jean.dupont chez exemple.com', 'déchets …'],
    ['déchets mailto:jean.dupont@ville.fr?cc=a@b.fr', 'déchets …'],
    ['déchets jean\u200b.dupont\u200b@\u200bville.fr', 'déchets …'],
  ])('has no e-mail address: %s', (query, kept) => {
    expect(textOf(query)).toBe(kept);
  });

  it.each([
    ['appeler 0612345678', 'appeler …'],
    ['appeler 06 12 34 56 78', 'appeler …'],
    ['appeler 06.12.34.56.78', 'appeler …'],
    ['appeler 06-12-34-56-78', 'appeler …'],
    ['appeler 0 6 1 2 3 4 5 6 7 8', 'appeler …'],
    ['appeler +33 (0)6 12 34 56 78', 'appeler +…'],
    ['appeler ０６１２３４５６７８', 'appeler …'],
    ['appeler ٠٦١٢٣٤٥٦٧٨', 'appeler …'],
    ['appeler ①②③④⑤', 'appeler …'],
    ['appeler 06\u200b12\u00ad34\ufeff5678', 'appeler …'],
    ['appeler 0\u03336\u03331\u03332\u0333', 'appeler …'],
    ['appeler 06\u00a012\u202f34', 'appeler …'],
    ['dossier 1 85 05 2A 123 456 78', 'dossier …A …'],
    ['dossier 2024', 'dossier …'],
    ['dossier 12/03/1985 et 14/07/1990', 'dossier … et …'],
    ['compte FR76 3000 6000 0112 3456 7890 189', 'compte FR…'],
  ])('has no run of four digits: %s', (query, kept) => {
    expect(textOf(query)).toBe(kept);
  });

  it.each([
    ['clé mlg_demo_abcdefghijklm1nopqrstuvw', 'clé …'],
    ['jeton eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.abc', 'jeton …'],
  ])('has no key or token: %s', (query, kept) => {
    expect(textOf(query)).toBe(kept);
  });

  it.each([
    'cantine scolaire',
    'cameras at school gates',
    'tri des déchets 24/7',
    'article 50 de l’annexe III',
    'qui conduit chez nous ?',
    'anticonstitutionnellement-électroencéphalographie',
  ])('keeps words: %s', (query) => {
    expect(textOf(query)).toBe(query);
  });

  it('is one query whatever the case, the accents, the plural and the articles', () => {
    const forms = ['Chatbots', 'les chatbots', 'CHATBOT', ' chatbot  ?', 'des châtbots'];
    expect(new Set(forms.map((form) => maskedQuery(form)?.stems))).toEqual(new Set(['chatbot']));
  });

  it('is nothing when no word is left', () => {
    for (const query of ['', '  ', 'de la', '0612345678', 'a@b.fr', '…', '!!!']) expect(maskedQuery(query)).toBeNull();
  });

  it('is masked before it is cut: no half of an address stays', () => {
    const address = 'jean.dupont@ville.fr';
    for (let length = 60; length < 110; length += 1) {
      expect(textOf(`${'mot '.repeat(length / 4)}${address}`)).not.toMatch(/dupont/);
    }
    expect(textOf(`mot ${'1'.repeat(980)} ${address}`)).toBe('mot …');
    expect(textOf(`${'ﷺ'.repeat(500)} ${address}`)?.length).toBeLessThanOrEqual(100);
  });

  it('takes any string, in linear time, and never keeps an @ or four digits', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (query) => {
        const kept = maskedQuery(query);
        if (!kept) return;
        expect(kept.text).not.toMatch(/@|\p{N}{4}/u);
        expect(kept.text.length).toBeLessThanOrEqual(100);
        expect(kept.text.isWellFormed()).toBe(true);
      }),
    );
    const started = performance.now();
    for (const piece of ['a', '1', '(', ' at', '1 ', '\u0333', 'ﷺ']) maskedQuery(piece.repeat(500));
    expect(performance.now() - started).toBeLessThan(500);
  });
});
