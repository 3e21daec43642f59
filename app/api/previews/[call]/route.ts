import { answer, answerUnknown } from '@/console/api/respond';
import { confirmed } from '@/domain/registry';

/** What a removal or its restoring would do, before it is confirmed: `?request=` holds the documented request as JSON. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ call: string }> },
): Promise<Response> {
  const { call } = await params;
  const operation = Object.hasOwn(confirmed, call) ? confirmed[call as keyof typeof confirmed] : undefined;
  if (!operation) return answerUnknown('Preview', 'There is no removal of that name.');
  // Told apart from the call itself, in the log and the metrics.
  const preview = { ...operation.preview, call: `Preview${call}` };
  return answer<unknown>(preview, request, parseJson(new URL(request.url).searchParams.get('request')));
}

/** What is not JSON is no request either: the operation says so, in its own words. */
function parseJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
