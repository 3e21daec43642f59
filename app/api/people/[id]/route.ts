import { answer } from '@/console/api/respond';
import { getPerson } from '@/domain/users/get-person';

/** A person with all he can still do, as his page shows it. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  return answer(getPerson, request, { userId: Number((await params).id) });
}
