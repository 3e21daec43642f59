import { answerPost } from '@/console/api/respond';
import { previewPlan } from '@/domain/plans/preview';

/** What each step of a plan would do, before it is confirmed. */
export const POST = (request: Request) => answerPost(previewPlan, request);
