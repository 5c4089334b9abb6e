export const GRAPHQL_RESPONSE = 'application/graphql-response+json';
export const JSON_RESPONSE = 'application/json';

/**
 * Which of the two media types of GraphQL over HTTP a client likes better: by its weights, then by its order; without a
 * preference the older one, as the specification asks. Undefined when it takes neither.
 * @param accept the header
 */
export function mediaTypeFor(accept: string | undefined): typeof GRAPHQL_RESPONSE | typeof JSON_RESPONSE | undefined {
  if (accept === undefined || accept.trim() === '') return JSON_RESPONSE;
  const ranges = accept.slice(0, 1_000).split(',').map(rangeOf);
  const [json, graphql] = [JSON_RESPONSE, GRAPHQL_RESPONSE].map((type) => preferenceFor(type, ranges));
  if (!json && !graphql) return undefined;
  if (!graphql || !json) return graphql ? GRAPHQL_RESPONSE : JSON_RESPONSE;
  if (graphql.weight !== json.weight) return graphql.weight > json.weight ? GRAPHQL_RESPONSE : JSON_RESPONSE;
  return graphql.isNamed && (!json.isNamed || graphql.place < json.place) ? GRAPHQL_RESPONSE : JSON_RESPONSE;
}

interface Range {
  readonly type: string;
  readonly weight: number;
}

interface Preference {
  readonly weight: number;
  readonly place: number;
  /** By its own name, not by `*`. */
  readonly isNamed: boolean;
}

function rangeOf(text: string): Range {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const weight = parameters.map((parameter) => /^q=([\d.]+)$/.exec(parameter)?.[1]).find(Boolean);
  return { type, weight: weight === undefined ? 1 : Number(weight) };
}

/** The most exact range that holds for a type; undefined: it is not taken. */
function preferenceFor(type: string, ranges: readonly Range[]): Preference | undefined {
  for (const name of [type, 'application/*', '*/*']) {
    const place = ranges.findIndex((range) => range.type === name);
    const range = ranges[place];
    if (range) return range.weight > 0 ? { weight: range.weight, place, isNamed: name === type } : undefined;
  }
  return undefined;
}
