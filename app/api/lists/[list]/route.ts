import { answerGet, answerUnknown } from '@/console/api/respond';
import { listRequest } from '@/domain/lists/paging';
import { lists } from '@/domain/registry';

/**
 * Returns one page of a list as JSON. Query parameters that are not common to all lists are the list's own
 * filters.
 */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ list: string }> },
): Promise<Response> {
  const { list: name } = await params;
  const list = Object.hasOwn(lists, name) ? lists[name as keyof typeof lists] : undefined;
  if (!list) return answerUnknown('List', 'There is no list of that name.');
  const query = Object.fromEntries(new URL(request.url).searchParams);
  return answerGet<unknown>(list, request, listRequest(query));
}
