import { notFound } from 'next/navigation';
import { answerMetrics } from '@/server/answer-metrics';

export const dynamic = 'force-dynamic';

/** For Prometheus: returns the metrics of this process. */
export async function GET(request: Request): Promise<Response> {
  const answer = await answerMetrics(request.headers.get('authorization'));
  if (!answer) notFound();
  return new Response(answer.body, answer);
}
