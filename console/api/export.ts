import 'server-only';
import { Readable } from 'node:stream';
import { exportAudit } from '@/domain/audit-entries/export';
import { refuse } from '@/domain/call/errors';
import type { Query } from '@/domain/call/operation';
import { allPages } from '@/domain/lists/all-pages';
import type { Page } from '@/domain/lists/paging';
import { lists } from '@/domain/registry';
import { readSession } from '@/domain/sessions/read';
import { log } from '@/server/log';
import { actorOf } from '../session/page-owner';
import { clientAddress, demandOwnOrigin } from '../session/request-origin';
import { readCookie } from '../session/session-cookie';
import { FORMATS, type Format } from './export-format';
import { answerIfRefused, beginAnswer } from './respond';

type Row = Record<string, unknown>;

/** Yields the page that was already read, then the others. */
async function* withFirst(first: IteratorResult<Row[], void>, rest: AsyncGenerator<Row[], void>) {
  if (first.done) return;
  yield first.value;
  yield* rest;
}

/**
 * Answers with a whole list as a file, with the sort order and the filters of the page. The file is written
 * while the list is read. An export of the audit log adds an audit entry.
 *
 * @param list its name, unchecked, and the columns to write; without columns there is no such export
 * @param format csv or json, unchecked
 * @param asked the browser's request, and the list's own, unchecked
 */
export async function answerExport(
  { name, columns }: { name: string; columns: readonly string[] | undefined },
  format: string,
  asked: { request: Request; list: Row },
): Promise<Response> {
  let pages: AsyncIterable<Row[]> | undefined;

  const pending = beginAnswer('Export');
  const { call, correlationId, end } = pending;
  const refused = await answerIfRefused(pending, async () => {
    if (!columns || !Object.hasOwn(FORMATS, format)) refuse('not_supported', 'There is no such export.');
    if (name === 'audit') demandOwnOrigin(asked.request.headers);
    await actorOf(asked.request);
    const secret = await readCookie();
    const findActor = async () =>
      secret === null ? null : ((await readSession(secret, 'console'))?.actor ?? null);
    const address = clientAddress(asked.request.headers);
    const context = { door: 'console' as const, address, correlationId };
    const query: Query<Page<unknown>> = lists[name as keyof typeof lists];
    const all = allPages(query as Query<Page<Row>>, findActor, { request: asked.list, context });
    // The first page is read before the answer starts, so that a refusal can still have its status.
    const first = await all.next();
    try {
      if (name === 'audit') {
        const entry = { ...context, requestId: correlationId };
        await exportAudit.run(await findActor(), { format, list: asked.list }, entry);
      }
    } catch (error) {
      await all.return();
      throw error;
    }
    pages = withFirst(first, all);
  });
  if (refused || !pages || !columns) return refused ?? new Response(null, { status: 404 });
  const { type, write } = FORMATS[format as Format];
  const stream = write(pages, columns);
  stream.on('error', (error) => {
    // The client stopped reading. That is not a failure.
    if (asked.request.signal.aborted) return;
    end(error);
    log().error({ call, correlationId, list: name, err: error }, 'an export was interrupted');
  });
  stream.once('close', () => end());
  return new Response(Readable.toWeb(stream) as ReadableStream, {
    headers: {
      ...pending.headers,
      'Content-Type': type,
      'Content-Disposition': `attachment; filename="${name}-${new Date().toISOString().slice(0, 10)}.${format}"`,
      'X-Content-Type-Options': 'nosniff',
    },
  });
}
