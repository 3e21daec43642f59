import { answerEvidence } from '@/console/api/evidence';

/** Returns evidence about an audit entry as a page or as JSON. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ seq: string }> },
): Promise<Response> {
  const { seq } = await params;
  return answerEvidence(request, { entry: seq }, `evidence-entry-${Number(seq)}`);
}
