import { answer, answerUnknown } from '@/console/api/respond';
import { lists } from '@/domain/registry';

/** One page of a list, as JSON. Beside what every list knows, the query holds the list's own filters. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ list: string }> },
): Promise<Response> {
  const { list: name } = await params;
  const list = Object.hasOwn(lists, name) ? lists[name as keyof typeof lists] : undefined;
  if (!list) return answerUnknown('List', 'There is no list of that name.');
  const { search, sort, direction, size, cursor, ...filters } = Object.fromEntries(
    new URL(request.url).searchParams,
  );
  return answer<unknown>(list, request, { search, sort, direction, size, cursor, filters });
}
