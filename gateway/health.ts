import { checkHealth } from '@/domain/health';
import { measured } from '@/doors/metrics';
import { answerFailure } from './answer';
import type { Answer } from './incoming';

/**
 * For load balancers: well while the gateway and its database answer.
 *
 * @param correlationId of the request
 */
export async function readHealth(correlationId: string): Promise<Answer> {
  try {
    await measured('gateway', 'Health', checkHealth);
    return { ok: true, reply: { status: 'ok' } };
  } catch (error) {
    return answerFailure(error, { call: 'Health', correlationId });
  }
}
