import { environmentManager, QueryCache, QueryClient } from '@tanstack/react-query';
import { cache } from 'react';
import { saysSignedInElsewhere } from '@/domain/call/errors';
import { ApiError } from './fetch-json';
import { packRows, unpackRows } from './packed-rows';
import { SESSION_KEY } from './queries';
import { tabNow } from './tab';

function makeQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    // When any query learns that the session has ended or is another user's, the session's own query checks
    // and shows it.
    queryCache: new QueryCache({
      onError: (error, query) => {
        const isAboutSession = query.queryKey[0] === SESSION_KEY[0];
        const isOver =
          error instanceof ApiError && (error.status === 401 || saysSignedInElsewhere(error.detail));
        // A tab that knows about another user refuses requests by itself. Fetching again would never end.
        if (isOver && !isAboutSession && tabNow().otherUser === null) {
          client.invalidateQueries({ queryKey: SESSION_KEY });
        }
      },
    }),
    defaultOptions: {
      dehydrate: { serializeData: packRows },
      hydrate: { deserializeData: unpackRows },
      queries: {
        // Don't fetch again what the server has just rendered.
        staleTime: 10_000,
        // A refusal is an answer. Only failures that may pass are retried.
        retry: (failures, error) => failures < 2 && error instanceof ApiError && error.status >= 500,
      },
    },
  });
  return client;
}

let browserClient: QueryClient | undefined;
const serverClient = cache(makeQueryClient);

/** The cache of server state: one per request on the server, one for the whole time in the browser. */
export function queryClient(): QueryClient {
  if (environmentManager.isServer()) return serverClient();
  browserClient ??= makeQueryClient();
  return browserClient;
}
