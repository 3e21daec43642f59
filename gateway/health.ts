import { checkHealth } from '@/domain/call/health';
import { measured } from '@/server/metrics';
import type { Answer } from './call-message';
import { answerFailure } from './dispatch';

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
