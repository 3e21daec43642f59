import 'server-only';
import { randomUUID } from 'node:crypto';
import { headers } from 'next/headers';
import type { Query } from '@/domain/call/operation';
import { measured } from '@/server/metrics';
import { clientAddress } from '../session/request-origin';
import { currentSession } from '../session/session';
import { forPage } from './page-failure';

/**
 * Runs a query for a page that is being rendered, for the user who opened the page.
 *
 * @throws Refusal; or a fault, which the page's error boundary shows with its correlation id
 */
export async function runPageQuery<Reply>(query: Query<Reply>, input: unknown): Promise<Reply> {
  return measured('console', query.call, async () => {
    const session = await currentSession();
    const address = clientAddress(await headers());
    const context = { door: 'console' as const, address, correlationId: randomUUID() };
    return forPage(() => query.run(session?.actor ?? null, input, context));
  });
}
