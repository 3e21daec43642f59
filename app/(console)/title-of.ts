import type { Metadata } from 'next';
import { nameOf } from '@/components/ui/named';
import { listTitle } from '@/components/ui/titles';
import { readOnce } from '@/console/api/read-once';
import { Refusal } from '@/domain/call/errors';
import type { Query } from '@/domain/call/operation';
import type { Page } from '@/domain/lists/paging';
import type { Reference } from '@/domain/lists/types';
import type { SearchKind } from '@/domain/search/types';
import { revealHidden } from '@/domain/values/characters';

const isRefusal = (error: unknown) => error instanceof Refusal;

/**
 * The title of a page about one thing. A thing that the actor may not see has the title of a page that does
 * not exist.
 *
 * @param asked what the page itself reads
 * @param words the title, for example "Entry 38 · Audit log"
 */
export async function titleOf<Reply>(
  { query, request }: { query: Query<Reply>; request: object },
  words: (reply: Reply) => string,
): Promise<Metadata> {
  try {
    return { title: revealHidden(words(await readOnce(query, request))) };
  } catch (error) {
    // The page fails as well, and says how.
    return isRefusal(error) ? { title: 'Page not found' } : {};
  }
}

/**
 * The title of a list: with the name of the one thing whose links it shows, if the actor may see it.
 *
 * @param props.of lists those things
 * @param props.id of the thing, as the address has it
 */
export async function titleOfList(props: {
  title: string;
  kind: SearchKind;
  of: Query<Page<Reference>>;
  id: string | string[] | undefined;
}): Promise<Metadata> {
  const { title, kind, of, id } = props;
  const things = id === undefined ? null : await readOnce(of, { filters: { id } }).catch(() => null);
  const [thing] = things?.rows ?? [];
  return { title: listTitle(title, thing ? nameOf({ kind, ...thing }) : null) };
}
