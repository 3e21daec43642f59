import 'server-only';
import { exportEvidence } from '@/domain/audit-entries/evidence';
import { readCheckpointFile } from '@/server/checkpoints';
import { log } from '@/server/log';
import { actorOf } from '../session/page-owner';
import { NONCE_HEADER } from '../session/paths';
import { clientAddress, demandOwnOrigin } from '../session/request-origin';
import { evidencePage } from './evidence-page';
import { answerIfRefused, beginAnswer } from './respond';

/**
 * Answers with evidence as a page to print or as JSON, and records that in the audit log. Stops when the client
 * disconnects.
 *
 * @param about the person or the entry, unchecked
 * @param name of the file, without its extension
 */
export async function answerEvidence(request: Request, about: object, name: string): Promise<Response> {
  const format = new URL(request.url).searchParams.get('format') ?? 'html';
  const pending = beginAnswer(exportEvidence.call);
  let body = '';
  const refused = await answerIfRefused(pending, async () => {
    demandOwnOrigin(request.headers);
    const actor = await actorOf(request);
    const { correlationId } = pending;
    const address = clientAddress(request.headers);
    const context = { door: 'console' as const, address, correlationId, requestId: correlationId };
    const { places: known, problem } = await readCheckpointFile();
    const { signal } = request;
    const read = exportEvidence.read(actor, { about, format }, context, { known, signal });
    const evidence = await read.catch((error: unknown) => {
      if (!signal.aborted) throw error;
      log().info({ call: pending.call, correlationId, err: error }, 'an export of evidence was stopped');
      return null;
    });
    // The client has disconnected, so nobody reads the answer.
    if (!evidence) return;
    const whole = { ...evidence, checkpointProblem: problem };
    body =
      format === 'json'
        ? `${JSON.stringify(whole, null, 2)}\n`
        : evidencePage(whole, request.headers.get(NONCE_HEADER) ?? '');
  });
  if (refused) return refused;
  pending.end();
  const headers: Record<string, string> =
    format === 'json'
      ? {
          'Content-Type': 'application/json',
          'Content-Disposition': `attachment; filename="${name}-${new Date().toISOString().slice(0, 10)}.json"`,
        }
      : { 'Content-Type': 'text/html; charset=utf-8' };
  return new Response(body, { headers: { ...pending.headers, ...headers } });
}
