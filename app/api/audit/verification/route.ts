import { answerVerification } from '@/console/api/verify-audit';

export const dynamic = 'force-dynamic';

/** Walks the audit chain, telling how far it has come: lines of JSON. */
export const GET = (request: Request) => answerVerification(request);
