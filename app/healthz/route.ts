import { respond } from '@/console/api/respond';
import { checkHealth } from '@/domain/call/health';

export const dynamic = 'force-dynamic';

/** For load balancers: answers 200 while the console and its database answer, otherwise 503. */
export const GET = () =>
  respond('Health', async () => {
    await checkHealth();
    return { status: 'ok' };
  });
