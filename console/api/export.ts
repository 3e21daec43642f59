import 'server-only';
import { Readable } from 'node:stream';
import { exportAudit } from '@/domain/audit-entries/export';
import { refuse } from '@/domain/call/errors';
import type { Query } from '@/domain/call/operation';
import { rowsOf } from '@/domain/lists/all-rows';
import type { Page } from '@/domain/lists/paging';
import { lists } from '@/domain/registry';
import { readSession } from '@/domain/sessions/read';
import { log } from '@/server/log';
import { actorOf } from '../session/page-owner';
import { clientAddress, demandOwnOrigin } from '../session/request-origin';
import { readCookie } from '../session/session-cookie';
import { FORMATS, type Format } from './export-format';
import { begin, respondUnless } from './respond';

type Row = Record<string, unknown>;

/** Rows whose first has been read already. */
async function* withFirst(first: IteratorResult<Row, void>, rest: AsyncGenerator<Row, void>) {
  if (first.done) return;
  yield first.value;
  yield* rest;
}

/**
 * Answers with a whole list as a file, in the order and as narrowed as it is shown, written while it is read.
 * Taking the audit log away leaves an entry in it.
 *
 * @param list its name, and the columns to write; undefined columns when there is no such export
 * @param format csv or json
 * @param asked the browser's request, and the list's own, unchecked
 */
export async function answerExport(
  { name, columns }: { name: string; columns: readonly string[] | undefined },
  format: string,
  asked: { request: Request; list: Row },
): Promise<Response> {
  let rows: AsyncIterable<Row> | undefined;
  const begun = begin('Export');
  const { call, correlationId, end } = begun;
  const refused = await respondUnless(begun, async () => {
    if (!columns || !Object.hasOwn(FORMATS, format)) refuse('not_supported', 'There is no such export.');
    if (name === 'audit') demandOwnOrigin(asked.request.headers);
    await actorOf(asked.request);
    const secret = await readCookie();
    const findActor = async () =>
      secret === null ? null : ((await readSession(secret, 'console'))?.actor ?? null);
    const address = clientAddress(asked.request.headers);
    const context = { door: 'console' as const, address, correlationId };
    const query: Query<Page<unknown>> = lists[name as keyof typeof lists];
    const all = rowsOf(query as Query<Page<Row>>, findActor, { request: asked.list, context });
    // Read before the answer begins: whoever may not read, or asks for nonsense, hears so with a status.
    rows = withFirst(await all.next(), all);
    if (name === 'audit') {
      await exportAudit.run(
        await findActor(),
        { format, list: asked.list },
        { ...context, requestId: correlationId },
      );
    }
  });
  if (refused || !rows || !columns) return refused ?? new Response(null, { status: 404 });
  const { type, write } = FORMATS[format as Format];
  const stream = write(rows, columns);
  stream.on('error', (error) => {
    // Whoever stops reading breaks it off himself.
    if (asked.request.signal.aborted) return;
    end(error);
    log().error({ call, correlationId, list: name, err: error }, 'an export broke off');
  });
  stream.once('close', () => end());
  return new Response(Readable.toWeb(stream) as ReadableStream, {
    headers: {
      ...begun.headers,
      'Content-Type': type,
      'Content-Disposition': `attachment; filename="${name}-${new Date().toISOString().slice(0, 10)}.${format}"`,
      'X-Content-Type-Options': 'nosniff',
    },
  });
}
