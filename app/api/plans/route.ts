import { answerPost } from '@/console/api/respond';
import { previewPlan } from '@/domain/plans/preview';

/** Returns the preview of each step of a plan. */
export const POST = (request: Request) => answerPost(previewPlan, request);
