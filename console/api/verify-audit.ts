import 'server-only';
import type { VerificationNews } from '@/domain/audit-entries/types';
import { beginVerification } from '@/domain/audit-entries/verification-turn';
import { verifyChain } from '@/domain/audit-entries/verify';
import { demandRight } from '@/domain/call/authorize';
import { refuse } from '@/domain/call/errors';
import { translateError } from '@/domain/call/transaction';
import { readCheckpointFile } from '@/server/checkpoints';
import { log } from '@/server/log';
import { explain } from '@/server/outcome';
import { actorOf } from '../session/page-owner';
import { answerIfRefused, beginAnswer, type PendingAnswer } from './respond';

const OPERATION = { call: 'VerifyAuditLog', permission: 'audit:verify' } as const;

/**
 * Verifies the audit chain and answers with its progress and the result, one line of JSON for each message.
 * Stops when the client disconnects.
 */
export async function answerVerification(request: Request): Promise<Response> {
  const pending = beginAnswer(OPERATION.call);
  let endVerification: (() => void) | null = null;
  const refused = await answerIfRefused(pending, async () => {
    demandRight(await actorOf(request), OPERATION);
    endVerification =
      beginVerification() ??
      refuse('operation_failed', 'The log is already being verified. Try again when that has finished.');
  });
  if (refused) return refused;
  const encoder = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>({
    async start(controller) {
      const send = (news: VerificationNews) =>
        controller.enqueue(encoder.encode(`${JSON.stringify(news)}\n`));
      try {
        send(await verify(send, request.signal, pending));
        controller.close();
      } catch (error) {
        // The client has disconnected.
        const { call, correlationId } = pending;
        log().info({ call, correlationId, err: error }, 'a verification was stopped');
      } finally {
        pending.end();
        endVerification?.();
      }
    },
  });
  const headers = { ...pending.headers, 'Content-Type': 'application/x-ndjson; charset=utf-8' };
  return new Response(stream, { headers });
}

async function verify(
  send: (news: VerificationNews) => void,
  signal: AbortSignal,
  { call, correlationId, end }: PendingAnswer,
): Promise<VerificationNews> {
  try {
    const { places: known, problem: checkpointProblem } = await readCheckpointFile();
    const onProgress = (entries: number, total: number) => send({ kind: 'progress', entries, total });
    const verification = await verifyChain({ known, onProgress, signal });
    const { problem } = verification;
    if (problem ?? checkpointProblem) {
      log().error({ call, correlationId, problem, checkpointProblem }, 'the audit log has a problem');
    }
    return { kind: 'result', verification, checkpoints: known.length, checkpointProblem };
  } catch (error) {
    signal.throwIfAborted();
    end(error);
    const { detail } = explain(translateError(error), call, correlationId);
    return { kind: 'failure', detail: detail ?? '' };
  }
}
