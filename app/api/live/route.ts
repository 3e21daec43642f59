import { answerLive } from '@/console/api/live-stream';

export const dynamic = 'force-dynamic';

/** Streams which data have changed, as far as the actor may see them. */
export const GET = (request: Request) => answerLive(request);
