import { RESOURCES, type ResourceName } from '@/components/resources/config';
import { answerExport } from '@/console/api/export';
import { USER_PARAM } from '@/console/session/paths';

/** Returns a whole list as a file. The query is that of the list, with `format`. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ list: string }> },
): Promise<Response> {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const { format = 'csv', search, sort, direction, ...rest } = query;
  const { size: _size, cursor: _cursor, [USER_PARAM]: _user, ...filters } = rest;
  const { list: name } = await params;
  const config = Object.hasOwn(RESOURCES, name) ? RESOURCES[name as ResourceName] : undefined;
  return answerExport({ name, columns: config?.export.columns }, format, {
    request,
    list: { search, sort, direction, filters },
  });
}
