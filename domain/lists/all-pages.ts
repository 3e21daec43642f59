import type { Actor, CallContext } from '../call/actor';
import type { Query } from '../call/operation';
import { MAX_ROWS_AT_ONCE, type Page } from './paging';

/** The first page, and the least that later ones have. */
const FEW = 100;

/** A page that took longer is followed by a smaller one, far from the time limit of a statement. */
const LONG_MS = 250;

/**
 * Every row of a list, in its order, page by page: at least one page, and larger ones while that is fast. While the
 * rows of a page are consumed, the next page is read.
 *
 * @param list authorizes and limits the rows as always
 * @param findActor returns the actor with current permissions, for each page: a long list can outlast them
 * @param asked the list's search, sort, direction and filters, unchecked, and the call's context
 * @throws what the operation throws, at the first page or at a later one
 */
export async function* allPages<Row>(
  list: Query<Page<Row>>,
  findActor: () => Promise<Actor | null>,
  { request, context }: { request: object; context: CallContext },
): AsyncGenerator<Row[], void> {
  let rowsAtOnce = FEW;
  const readPage = async (cursor?: string) => {
    const actor = await findActor();
    const begin = performance.now();
    const page = await list.run(actor, { ...request, rowsAtOnce, cursor }, context);
    const isLong = performance.now() - begin > LONG_MS;
    rowsAtOnce = isLong
      ? Math.max(FEW, Math.floor(rowsAtOnce / 2))
      : Math.min(MAX_ROWS_AT_ONCE, rowsAtOnce * 2);
    return page;
  };
  let reading: Promise<Page<Row>> | undefined = readPage();
  try {
    while (reading) {
      const { rows, next }: Page<Row> = await reading;
      reading = next === null ? undefined : readPage(next);
      // Awaiting the page throws its error. One that is never awaited must not be an unhandled rejection.
      reading?.catch(() => {});
      yield rows;
    }
  } finally {
    await reading?.catch(() => {});
  }
}
