import { answerGet } from '@/console/api/respond';
import { getOms } from '@/domain/omses/get';

/** Returns an OMS for the head of its list. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  return answerGet(getOms, request, { omsId: Number((await params).id) });
}
