import { answer, requestInQuery } from '@/actions/respond';
import { previewPlan } from '@/domain/plans/preview';

/** What each step of a plan would do, before it is confirmed: `?request=` holds the steps as JSON. */
export const GET = (request: Request) => answer(previewPlan, request, requestInQuery(request));
