import 'server-only';
import { randomUUID } from 'node:crypto';
import { Refusal } from '@/domain/call/errors';
import { translateError } from '@/domain/call/transaction';
import { noteUnavailable } from '../requests/incoming';

/**
 * Does work for a page that is being rendered.
 *
 * @param work what operations and sessions do
 * @returns what it returns
 * @throws Refusal as it came; anything else with a correlation id of its own as `digest`, which Next.js shows on the
 *   error page and hands to the log. Next's own digest would be the same for every failure of a kind.
 */
export async function forPage<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const failure = translateError(error);
    if (failure instanceof Refusal) throw failure;
    if (failure.isUnavailable) noteUnavailable();
    throw Object.assign(failure, { digest: randomUUID() });
  }
}
