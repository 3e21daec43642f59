import { refuse } from '@/domain/call/errors';
import { env } from '@/env';
import { canonicalOrigin } from '@/server/origin';
import { demandActionBody } from './action-body';

/** The format of an action's id. */
const ACTION_ID = /^[0-9a-f]{42}$/;

/**
 * Requires that a request for a page has a form that Next.js can read. Otherwise Next.js would answer 500 and
 * log a stack.
 *
 * @param request whose body this function may read
 * @throws Refusal 20 for a POST from another origin, 100 for what is malformed
 */
export async function demandReadable(request: Request): Promise<void> {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  const origin = request.headers.get('origin');
  if (origin !== null && canonicalOrigin(origin) !== canonicalOrigin(env().NEXTAUTH_URL)) {
    refuse('not_authorized', 'This request does not come from a page of the console.');
  }
  const action = request.headers.get('next-action');
  if (action === null) {
    const isForm = /^multipart\//i.test(request.headers.get('content-type') ?? '');
    if (isForm) refuse('invalid_request', 'Pages do not accept multipart forms.');
    return;
  }
  if (!ACTION_ID.test(action)) refuse('invalid_request', 'The action’s id is malformed.');
  if (request.method === 'POST') await demandActionBody(request);
}
