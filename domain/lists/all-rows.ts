import type { Actor, CallContext } from '../call/actor';
import type { Query } from '../call/operation';
import type { Page } from './paging';

/** Few round trips, and never more than this in memory. */
const SIZE = 100;

/**
 * Every row of a list, in its order, page by page as they are taken.
 *
 * @param list the list's operation, which authorizes and scopes as ever
 * @param findActor who takes them, with the rights that he has when he is asked for: a long list outlives
 *   them
 * @param asked search, sort, direction and filters of the list, unchecked, and how the request came in
 * @throws what the operation throws, at the first row or at any later one
 */
export async function* rowsOf<Row>(
  list: Query<Page<Row>>,
  findActor: () => Promise<Actor | null>,
  { request, context }: { request: object; context: CallContext },
): AsyncGenerator<Row, void> {
  let cursor: string | undefined;
  do {
    const page: Page<Row> = await list.run(await findActor(), { ...request, size: SIZE, cursor }, context);
    yield* page.rows;
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
}
