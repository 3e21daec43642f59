import { answerExport } from '@/actions/export';

/** A whole list as a file. The query is the list's own, and `format`. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ list: string }> },
): Promise<Response> {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const { format = 'csv', search, sort, direction, size: _size, cursor: _cursor, ...filters } = query;
  return answerExport((await params).list, format, {
    request,
    list: { search, sort, direction, filters },
  });
}
