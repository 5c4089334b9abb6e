import type { Enumeration } from '@maillage/catalogue';
import { editDistance, foldText } from '@maillage/kernel';

/** A value of a closed set, found by a label as people write it. */
export interface Match<Value extends string> {
  readonly value: Value;
  /** The label was spelled otherwise (one or two letters): say so. */
  readonly near: boolean;
}

/** Finds values by their labels: case, accents, apostrophes and white space do not count. */
export class LabelMatcher<Value extends string> {
  private readonly byLabel: ReadonlyMap<string, Value>;

  /** @param labels French labels of the source, each with its value; several labels may share one */
  constructor(labels: readonly (readonly [label: string, value: Value])[]) {
    this.byLabel = new Map(labels.map(([label, value]) => [foldText(label), value]));
  }

  static of<Value extends string>(enumeration: Enumeration<Value>): LabelMatcher<Value> {
    const values = Object.entries(enumeration.values) as [Value, { label: { fr: string } }][];
    return new LabelMatcher(values.map(([value, { label }]) => [label.fr, value]));
  }

  find(text: string): Match<Value> | null {
    const folded = foldText(text.slice(0, 200));
    const exact = this.byLabel.get(folded);
    if (exact !== undefined) return { value: exact, near: false };
    if (folded.length < 6) return null;
    const near = [...this.byLabel].filter(([label]) => editDistance(label, folded) <= 2);
    return near.length === 1 && near[0] ? { value: near[0][1], near: true } : null;
  }
}
