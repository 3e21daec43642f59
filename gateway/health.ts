import { checkHealth } from '@/domain/call/health';
import { measured } from '@/server/metrics';
import type { Answer } from './call-message';
import { explainFailure } from './dispatch';

/** For load balancers: ok while the gateway and its database answer. */
export async function readHealth(correlationId: string): Promise<Answer> {
  try {
    await measured('gateway', 'Health', checkHealth);
    return { ok: true, reply: { status: 'ok' } };
  } catch (error) {
    return explainFailure(error, { call: 'Health', correlationId });
  }
}
