import { RESOURCES, type ResourceName } from '@/components/resources/config';
import { answerExport } from '@/console/api/export';
import { USER_PARAM } from '@/console/session/paths';
import { listRequest } from '@/domain/lists/paging';

/** Returns a whole list as a file. The query is that of the list, with `format`. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ list: string }> },
): Promise<Response> {
  const { format = 'csv', [USER_PARAM]: _, ...query } = Object.fromEntries(new URL(request.url).searchParams);
  // An export begins at the list's first row.
  const { size: _size, cursor: _cursor, ...list } = listRequest(query);
  const { list: name } = await params;
  const config = Object.hasOwn(RESOURCES, name) ? RESOURCES[name as ResourceName] : undefined;
  return answerExport({ name, columns: config?.export.columns }, format, {
    request,
    list,
  });
}
