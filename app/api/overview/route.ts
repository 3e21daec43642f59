import { answerGet } from '@/console/api/respond';
import { getOverview } from '@/domain/overview/get';

/** Returns the counts, findings and recent activity of the overview. */
export const GET = (request: Request) => answerGet(getOverview, request, {});
