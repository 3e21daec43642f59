import { answerEvidence } from '@/console/api/evidence';

/** Returns evidence about a person as a page or as JSON. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const { id } = await params;
  return answerEvidence(request, { person: Number(id) }, `evidence-user-${Number(id)}`);
}
