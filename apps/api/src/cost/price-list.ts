import type { GraphQLRequestContext } from '@apollo/server';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { isIntrospection } from '../limits/document-measure.js';
import { type Amount, valueOf } from './amount.js';
import { INTROSPECTION_COST } from './cost-weights.js';
import { type LengthOf, listLengths } from './list-lengths.js';
import { operationCost } from './operation-cost.js';

/** What an operation costs. */
export interface Price {
  readonly amount: Amount;
  /** Values in the answer of an operation that only asks about the schema; null: it asks for more. */
  readonly schemaValues: number | null;
}

const REMEMBERED = 1_000;

type Priced = Pick<GraphQLRequestContext<object>, 'queryHash' | 'operationName' | 'schema'> & {
  readonly document?: DocumentNode;
  readonly operation?: OperationDefinitionNode;
};

/** Prices of the operations seen last: worked out once a document, then one look and at most a few multiplications. */
export class PriceList {
  private readonly known = new LRUCache<string, Price>({ max: REMEMBERED });
  private readonly lengths = new WeakMap<GraphQLSchema, LengthOf>();

  /** Undefined when no operation was found. */
  of({ queryHash, operationName, schema, document, operation }: Priced): Price | undefined {
    if (!document || !operation) return undefined;
    const key = `${queryHash} ${operationName ?? ''}`;
    const known = this.known.get(key);
    if (known) return known;
    const price = this.priceOf(schema, document, operation);
    this.known.set(key, price);
    return price;
  }

  private priceOf(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): Price {
    const amount = operationCost(schema, document, operation, this.lengthsOf(schema));
    if (!isIntrospection(document)) return { amount, schemaValues: null };
    return { amount: INTROSPECTION_COST, schemaValues: valueOf(amount, {}) };
  }

  private lengthsOf(schema: GraphQLSchema): LengthOf {
    const known = this.lengths.get(schema) ?? listLengths(schema);
    this.lengths.set(schema, known);
    return known;
  }
}
