/** Variables as they were sent: nothing of them is checked yet. */
export type Variables = Readonly<Record<string, unknown>>;

/** A number, or one that depends on variables. What is constant stays a number: most documents cost no computing. */
export type Amount = number | ((variables: Variables) => number);

/** @param variables of the request */
export function valueOf(amount: Amount, variables: Variables): number {
  return typeof amount === 'number' ? amount : amount(variables);
}

export function sum(amounts: readonly Amount[]): Amount {
  return combined(amounts, 0, (a, b) => a + b);
}

export function product(amounts: readonly Amount[]): Amount {
  return combined(amounts, 1, (a, b) => a * b);
}

/** The largest; 0 of none. */
export function largestOf(amounts: readonly Amount[]): Amount {
  return combined(amounts, 0, Math.max);
}

/** The constants among them are put together once, now. */
function combined(amounts: readonly Amount[], neutral: number, combine: (a: number, b: number) => number): Amount {
  const constant = amounts.filter((amount) => typeof amount === 'number').reduce((a, b) => combine(a, b), neutral);
  const others = amounts.filter((amount) => typeof amount === 'function');
  if (others.length === 0) return constant;
  return (variables) => others.reduce((value, amount) => combine(value, amount(variables)), constant);
}
