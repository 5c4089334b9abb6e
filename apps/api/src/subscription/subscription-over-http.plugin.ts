import { type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import { GraphQLError, OperationTypeNode } from 'graphql';
import type { RequestContext } from '../request/request-context.js';
import { subscriptionMessages as messages } from './subscription.messages.js';

/** As Apollo takes it from an error. */
const REFUSED: object = { status: 400, headers: new HeaderMap() };

/** Over HTTP a subscription would be answered once, with nothing: say where it belongs. */
export function subscriptionOverHttp(): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ operation, contextValue }) {
          if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) return;
          throw new GraphQLError(messages.SUBSCRIPTION_OVER_HTTP[contextValue.language], {
            extensions: { code: 'SUBSCRIPTION_OVER_HTTP', http: REFUSED },
          });
        },
      };
    },
  };
}
