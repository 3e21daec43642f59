import { answerGet } from '@/console/api/respond';
import { getAuditEntry } from '@/domain/audit-entries/get';

/** Returns an audit entry for its page. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ seq: string }> },
): Promise<Response> {
  return answerGet(getAuditEntry, request, { seq: (await params).seq });
}
