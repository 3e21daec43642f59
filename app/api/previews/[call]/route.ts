import { answerGet, answerUnknown } from '@/console/api/respond';
import { confirmed } from '@/domain/registry';

/** Returns the preview of a removal or of its restoration. `?request=` is the documented request as JSON. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ call: string }> },
): Promise<Response> {
  const { call } = await params;
  const operation = Object.hasOwn(confirmed, call) ? confirmed[call as keyof typeof confirmed] : undefined;
  if (!operation) return answerUnknown('Preview', 'There is no removal of that name.');
  // The log and the metrics count previews separately from the call itself.
  const preview = { ...operation.preview, call: `Preview${call}` };
  return answerGet<unknown>(preview, request, parseJson(new URL(request.url).searchParams.get('request')));
}

/** Returns undefined for text that is not JSON, which the operation then refuses as an invalid request. */
function parseJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
