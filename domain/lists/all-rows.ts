import type { Actor, CallContext } from '../call/actor';
import type { Query } from '../call/operation';
import type { Page } from './paging';

/** Rows per page: enough for few round trips, and few enough to hold in memory. */
const SIZE = 100;

/**
 * Every row of a list, in its order. Each page is read when the rows before it have been consumed.
 *
 * @param list authorizes and limits the rows as always
 * @param findActor returns the actor with current permissions, for each page: a long list can outlast them
 * @param asked the list's search, sort, direction and filters, unchecked, and the call's context
 * @throws what the operation throws, at the first row or at a later one
 */
export async function* rowsOf<Row>(
  list: Query<Page<Row>>,
  findActor: () => Promise<Actor | null>,
  { request, context }: { request: object; context: CallContext },
): AsyncGenerator<Row, void> {
  let cursor: string | undefined;
  do {
    const asked = { ...request, size: SIZE, cursor, isCounted: false };
    const page: Page<Row> = await list.run(await findActor(), asked, context);
    yield* page.rows;
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
}
