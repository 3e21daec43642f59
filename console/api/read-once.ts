import 'server-only';
import { cache } from 'react';
import type { Query } from '@/domain/call/operation';
import { runPageQuery } from './run-page-query';

// Cached by its arguments: the same query, and a request that is the same text.
const read = cache((query: Query<unknown>, request: string) => runPageQuery(query, JSON.parse(request)));

/**
 * Runs a query for a page that is being rendered, once for the page and its title.
 *
 * @throws as runPageQuery does
 */
export const readOnce = <Reply>(query: Query<Reply>, request: object): Promise<Reply> =>
  read(query, JSON.stringify(request)) as Promise<Reply>;
