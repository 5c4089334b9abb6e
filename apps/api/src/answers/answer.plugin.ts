import type { ApolloServerPlugin, GraphQLRequestContextWillSendResponse } from '@apollo/server';
import type { Logger } from '@maillage/kernel';
import type { GraphQLFormattedError } from 'graphql';
import { MAX_ERRORS } from '../limits/query-limits.js';
import type { RequestContext } from '../request/request-context.js';
import { presentable } from './error-presentation.js';
import { JSON_RESPONSE, mediaTypeFor } from './media-type.js';

/** Status of what GraphQL itself refuses: documents, variables, the choice of an operation; and of requests without one. */
const REFUSED = 400;

/**
 * What leaves, after all others: errors that tell no inner workings, and the statuses of GraphQL over HTTP. A refused
 * document is 200 for clients of plain JSON, which take another status for a failure of the network, and 400 for those
 * that ask for `application/graphql-response+json`.
 */
export function answerPlugin(logger: Logger): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse(request) {
          const { body } = request.response;
          if (body.kind !== 'single') return;
          const { errors } = body.singleResult;
          const isRefusal = !('data' in body.singleResult);
          if (errors) {
            const told = isRefusal ? errors.slice(0, MAX_ERRORS) : errors;
            body.singleResult.errors = told.map((error) => present(error, request, logger));
          }
          if (isRefusal) setHead(request);
        },
      };
    },
  };
}

type Request = GraphQLRequestContextWillSendResponse<RequestContext>;

function present(error: GraphQLFormattedError, { contextValue }: Request, logger: Logger): GraphQLFormattedError {
  const { language, requestId } = contextValue;
  const { told, isMasked } = presentable(error, language, requestId);
  if (isMasked) logger.error({ requestId, error: error.message, path: error.path }, 'an error was masked');
  return told;
}

function setHead({ request, response: { http, body } }: Request): void {
  const type = mediaTypeFor(request.http?.headers.get('accept'));
  if (type === undefined) return;
  http.headers.set('content-type', `${type}; charset=utf-8`);
  const isDocument = body.kind === 'single' && body.singleResult.errors?.[0]?.extensions?.['code'] !== 'BAD_REQUEST';
  if (http.status === REFUSED && isDocument && type === JSON_RESPONSE) http.status = 200;
}
