import 'server-only';
import { randomUUID } from 'node:crypto';
import type { Refusal } from '@/domain/call/errors';
import { explain, statusOf } from '@/server/outcome';

/**
 * Answers a request that is refused before its call is known, with the standard response and the status of
 * the refusal.
 */
export function answerRefused(refusal: Refusal): Response {
  const correlationId = randomUUID();
  return Response.json(explain(refusal, 'Request', correlationId), {
    status: statusOf(refusal),
    headers: { 'X-Correlation-Id': correlationId },
  });
}
