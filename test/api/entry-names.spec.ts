import { readFileSync } from 'node:fs';
import { allFieldsOf, entryKinds, envelopeFields } from '@maillage/catalogue';
import { buildSchema, type GraphQLInterfaceType } from 'graphql';

describe('names of an entry’s fields', () => {
  it('never clash between what follows from its life and what a kind declares', () => {
    const schema = buildSchema(readFileSync('apps/api/schema.graphql', 'utf8'));
    const ofEveryEntry = Object.keys((schema.getType('Entry') as GraphQLInterfaceType).getFields());
    const ofItsLife = ofEveryEntry.filter((name) => !(name in envelopeFields));
    expect(ofItsLife.length).toBeGreaterThan(20);
    const declared = entryKinds.flatMap((kind) => Object.keys(allFieldsOf(kind)));
    expect(declared.filter((name) => ofItsLife.includes(name) || name === 'content')).toEqual([]);
  });
});
