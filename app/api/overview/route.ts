import { answer } from '@/console/api/respond';
import { getOverview } from '@/domain/overview/get';

/** Counts, what needs attention and what was done lately. */
export const GET = (request: Request) => answer(getOverview, request, {});
