import { answerGet } from '@/console/api/respond';
import { getAccount } from '@/domain/accounts/get';

/** Returns an account for the head of its list. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  return answerGet(getAccount, request, { accountId: Number((await params).id) });
}
