import 'server-only';
import { randomUUID } from 'node:crypto';
import { Refusal } from '@/domain/call/errors';
import { translateError } from '@/domain/call/transaction';
import { noteUnavailable } from '../requests/incoming';

/**
 * Runs `work` for a page that is being rendered.
 *
 * @throws Refusal unchanged; a fault with a new correlation id as `digest`, which Next.js passes to the error
 *   page and the log. Next.js's own digest would be the same for all faults with the same message.
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
