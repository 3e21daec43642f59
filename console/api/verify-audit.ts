import 'server-only';
import type { VerificationNews } from '@/domain/audit-entries/types';
import { verifyChain } from '@/domain/audit-entries/verify';
import { demandRight } from '@/domain/call/authorize';
import { refuse } from '@/domain/call/errors';
import { translateError } from '@/domain/call/transaction';
import { readKnowledge } from '@/server/checkpoints';
import { log } from '@/server/log';
import { explain } from '@/server/outcome';
import { actorOf } from '../session/page-owner';
import { type Begun, begin, respondUnless } from './respond';

/** Each walk keeps several connections busy. Of this process: another one has its own. */
let isBusy = false;

const OPERATION = { call: 'VerifyAuditLog', permission: 'audit:verify' } as const;

/**
 * Walks the audit chain for whoever oversees all, and tells how it goes: one line of JSON for each piece of news.
 * It stops when nobody listens any more.
 *
 * @param request of the browser
 */
export async function answerVerification(request: Request): Promise<Response> {
  const begun = begin(OPERATION.call);
  const refused = await respondUnless(begun, async () => {
    demandRight(await actorOf(request), OPERATION);
    if (isBusy) refuse('operation_failed', 'The log is being verified already. Try again when that is done.');
  });
  if (refused) return refused;
  isBusy = true;
  const encoder = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>({
    async start(controller) {
      const tell = (news: VerificationNews) =>
        controller.enqueue(encoder.encode(`${JSON.stringify(news)}\n`));
      try {
        tell(await verify(tell, request.signal, begun));
        controller.close();
      } catch (error) {
        // Nobody is left to hear of it.
        const { call, correlationId } = begun;
        log().info({ call, correlationId, err: error }, 'a verification was given up');
      } finally {
        begun.end();
        isBusy = false;
      }
    },
  });
  const headers = { ...begun.headers, 'Content-Type': 'application/x-ndjson; charset=utf-8' };
  return new Response(stream, { headers });
}

async function verify(
  tell: (news: VerificationNews) => void,
  signal: AbortSignal,
  { call, correlationId, end }: Begun,
): Promise<VerificationNews> {
  try {
    const { places: known, problem: checkpointProblem } = await readKnowledge();
    const onProgress = (entries: number, total: number) => tell({ kind: 'progress', entries, total });
    const verification = await verifyChain({ known, onProgress, signal });
    const { problem } = verification;
    if (problem ?? checkpointProblem) {
      log().error({ call, correlationId, problem, checkpointProblem }, 'the audit log does not hold');
    }
    return { kind: 'result', verification, checkpoints: known.length, checkpointProblem };
  } catch (error) {
    signal.throwIfAborted();
    end(error);
    const { detail } = explain(translateError(error), call, correlationId);
    return { kind: 'failure', detail: detail ?? '' };
  }
}
