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
  return answerExport((await params).list, format, {
    request,
    list: { search, sort, direction, filters },
  });
}
