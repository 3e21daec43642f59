import { answerGet } from '@/console/api/respond';
import { getPerson } from '@/domain/users/get-person';

/** Returns a person with all the access they still have, for their page. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  return answerGet(getPerson, request, { userId: Number((await params).id) });
}
