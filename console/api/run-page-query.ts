import 'server-only';
import { randomUUID } from 'node:crypto';
import { headers } from 'next/headers';
import type { Query } from '@/domain/call/operation';
import { measured } from '@/server/metrics';
import { clientAddress } from '../session/request-origin';
import { currentSession } from '../session/session';
import { forPage } from './page-failure';

/**
 * Runs a query for a page that is being rendered, as whoever opened it.
 *
 * @param query the operation
 * @param input for it
 * @returns what it returns
 * @throws what it throws; the page's error boundary shows a fault, with its correlation id
 */
export async function callQuery<Reply>(query: Query<Reply>, input: unknown): Promise<Reply> {
  return measured('console', query.call, async () => {
    const session = await currentSession();
    const address = clientAddress(await headers());
    const context = { door: 'console' as const, address, correlationId: randomUUID() };
    return forPage(() => query.run(session?.actor ?? null, input, context));
  });
}
