import fc from 'fast-check';
import type { StoredCard } from './entry-card.js';
import { packedCard, unpackedCard } from './packed-card.js';

const word = fc.string({ unit: 'binary', maxLength: 8 });
const words = fc.array(word, { maxLength: 3 });
const maybe = fc.option(word);
const named = { id: word, name: word };
const territory = fc.record({
  ...named,
  level: word,
  code: word,
  population: fc.option(fc.nat()),
  departementCode: maybe,
  regionCode: maybe,
});
const organization = fc.record({
  ...named,
  type: word,
  demonstration: fc.boolean(),
  territory: fc.option(territory),
});
const system = fc.record({ ...named, supplier: fc.option(fc.record(named)) });
const card: fc.Arbitrary<StoredCard> = fc
  .record({
    id: word,
    kind: word,
    state: word,
    version: fc.nat(),
    lang: word,
    owner: organization,
    subjectOrganization: organization,
    confirmedBySubject: fc.boolean(),
    themes: words,
    subThemes: words,
    keywords: words,
    lifecycle: maybe,
    techniques: words,
    aiActClass: maybe,
    costBand: maybe,
    system: fc.option(system),
    adoptionTotal: fc.nat(),
    publishedAt: maybe,
    updatedAt: word,
    lastConfirmedAt: maybe,
    reviewBy: maybe,
  })
  .map((one) => (one.owner.id === one.subjectOrganization.id ? { ...one, subjectOrganization: one.owner } : one));

describe('a packed card', () => {
  it('is the card again when it is unpacked', () => {
    fc.assert(fc.property(card, (one) => expect(unpackedCard(packedCard(one))).toEqual(one)));
  });

  it('holds one organization once', () => {
    fc.assert(
      fc.property(card, (one) => {
        const own = packedCard({ ...one, subjectOrganization: one.owner });
        const other = packedCard({ ...one, subjectOrganization: { ...one.owner, id: `${one.owner.id}2` } });
        expect(other.length - own.length).toBeGreaterThan(one.owner.name.length);
      }),
    );
  });

  it('may be read with its names, as an older index holds it', () => {
    fc.assert(fc.property(card, (one) => expect(unpackedCard(JSON.stringify(one))).toEqual(one)));
  });
});
