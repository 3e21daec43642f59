import { answerVerification } from '@/console/api/verify-audit';

export const dynamic = 'force-dynamic';

/** Verifies the audit chain and returns progress and result as lines of JSON. */
export const GET = (request: Request) => answerVerification(request);
