import { answerLive } from '@/console/api/live-stream';

export const dynamic = 'force-dynamic';

/** Says what has changed of what the reader may see, as it happens. */
export const GET = (request: Request) => answerLive(request);
