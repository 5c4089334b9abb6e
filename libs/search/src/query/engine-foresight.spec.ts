import { Glossary } from '../glossary/glossary.js';
import { EngineForesight } from './engine-foresight.js';

const INDEX = 'maillage_public';
const glossary = new Glossary(0, []);
const state = (change: object = {}) => ({ hidden: ['a'], place: 7, isEngineCurrent: true, ...change });

describe('foresight of what the database says', () => {
  let time: number;
  let foresight: EngineForesight;

  beforeEach(() => {
    time = 0;
    foresight = new EngineForesight(() => time);
  });

  it('expects nothing before a first look, nor of a state that has just changed', () => {
    expect(foresight.expected(INDEX)).toBeUndefined();
    foresight.learn(INDEX, state(), glossary);
    time = 999;
    expect(foresight.expected(INDEX)).toBeUndefined();
  });

  it('expects what has stood for a second, and knows it again', () => {
    const seen = foresight.learn(INDEX, state(), glossary);
    time = 1_000;
    expect(foresight.expected(INDEX)).toBe(seen);
    expect(foresight.expected('maillage_network')).toBeUndefined();
    expect(foresight.learn(INDEX, state(), glossary)).toBe(seen);
    expect(foresight.expected(INDEX)).toBe(seen);
  });

  it.each([
    ['an entry was hidden', state({ hidden: ['a', 'b'] })],
    ['another entry is hidden', state({ hidden: ['b'] })],
    ['an entry was hidden and followed meanwhile', state({ place: 8 })],
    ['the engine is not to be asked', state({ isEngineCurrent: false })],
  ])('is proven wrong when %s', (_, changed) => {
    const seen = foresight.learn(INDEX, state(), glossary);
    time = 5_000;
    expect(foresight.learn(INDEX, changed, glossary)).not.toBe(seen);
    expect(foresight.expected(INDEX)).toBeUndefined();
  });

  it('is proven wrong by another glossary', () => {
    const seen = foresight.learn(INDEX, state(), glossary);
    expect(foresight.learn(INDEX, state(), new Glossary(1, []))).not.toBe(seen);
  });

  it('never expects an engine that is not to be asked', () => {
    foresight.learn(INDEX, state({ isEngineCurrent: false }), glossary);
    time = 5_000;
    expect(foresight.expected(INDEX)).toBeUndefined();
  });
});
