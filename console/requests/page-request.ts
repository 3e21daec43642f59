import { refuse } from '@/domain/call/errors';
import { env } from '@/env';
import { canonicalOrigin } from '@/server/origin';
import { demandActionBody } from './action-body';

/** An action's id, as a build gives it. */
const ACTION_ID = /^[0-9a-f]{42}$/;

/**
 * Demands that a request for a page has a form that Next.js can read: what it can't read, it answers with 500, and
 * with a stack in the log.
 *
 * @param request for a page, which may be read
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
    if (isForm) refuse('invalid_request', 'No page takes a form of several parts.');
    return;
  }
  if (!ACTION_ID.test(action)) refuse('invalid_request', 'The action’s id is malformed.');
  if (request.method === 'POST') await demandActionBody(request);
}
