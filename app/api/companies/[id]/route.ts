import { answerGet } from '@/console/api/respond';
import { getCompany } from '@/domain/companies/get';

/** Returns a company with its members for its page. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  return answerGet(getCompany, request, { companyId: Number((await params).id) });
}
