import { answer } from '@/console/api/respond';
import { getAuditEntry } from '@/domain/audit-entries/get';

/** An entry of the audit log, as its page shows it. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ seq: string }> },
): Promise<Response> {
  return answer(getAuditEntry, request, { seq: (await params).seq });
}
