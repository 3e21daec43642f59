import { translateError } from '@/domain/database';
import { checkHealth } from '@/domain/health';
import { explain, statusOf } from '@/doors/outcome';
import type { Answer } from './incoming';

/**
 * For load balancers: well while the gateway and its database answer.
 *
 * @param correlationId of the request
 */
export async function readHealth(correlationId: string): Promise<Answer> {
  try {
    await checkHealth();
    return { ok: true, reply: { status: 'ok' } };
  } catch (error) {
    const failure = translateError(error);
    return { ok: false, error: explain(failure, 'Health', correlationId), status: statusOf(failure) };
  }
}
