import { answer } from '@/console/api/respond';
import { getCompany } from '@/domain/companies/get';

/** A company with its members, as its page shows it. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  return answer(getCompany, request, { companyId: Number((await params).id) });
}
