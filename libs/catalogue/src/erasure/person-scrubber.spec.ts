import { PersonScrubber } from './person-scrubber.js';

describe('a person taken out of texts', () => {
  const person = new PersonScrubber(['Éloïse  Martin-Démo'], ['+33 1 00 00 00 00', 'e.martin@ville.example']);

  it.each([
    ['Éloïse Martin-Démo a écrit.', '[effacé] a écrit.'],
    ['MARTIN-DÉMO Éloïse', '[effacé]'],
    ['éloïse.martin-démo', '[effacé]'],
    ['appeler le +33 1 00 00 00 00', 'appeler le [effacé]'],
    ['e.martin@ville.example', '[effacé]'],
    ['Éloïse Martin-Démonstration', 'Éloïse Martin-Démonstration'],
    ['Éloïse', 'Éloïse'],
    ['ee.martin@ville.example', 'ee.martin@ville.example'],
  ])('« %s » becomes « %s »', (text, expected) => {
    expect(person.scrub({ a: [{ b: text }] })).toEqual({ a: [{ b: expected }] });
    expect(person.names([text])).toBe(text !== expected);
  });

  it('takes her mailbox for contact away, and no other', () => {
    const content = { contact: 'e.martin@ville.example', title: 'Tri' };
    expect(person.scrub(content)).toEqual({ title: 'Tri' });
    expect(person.scrub({ contact: 'dsi@ville.example' })).toEqual({ contact: 'dsi@ville.example' });
  });

  it('takes no single word for a name, and an erased member for nobody', () => {
    const nobody = new PersonScrubber(['Martin'], []);
    expect(nobody.likePatterns).toEqual([]);
    expect(nobody.scrub('Martin')).toBe('Martin');
    expect(new PersonScrubber([''], []).names('')).toBe(false);
  });

  it('reads no pattern in a name', () => {
    const odd = new PersonScrubber(['A.* (B'], []);
    expect(odd.names('anything at all')).toBe(false);
    expect(odd.likePatterns).toEqual(['%A.*%(B%', '%(B%A.*%']);
    expect(new PersonScrubber(['50% d_u'], []).likePatterns).toEqual(['%50\\%%d\\_u%', '%d\\_u%50\\%%']);
  });
});
