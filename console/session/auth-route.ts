import 'server-only';
import { cookies } from 'next/headers';
import { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { refuse } from '@/domain/call/errors';
import { checkHealth } from '@/domain/call/health';
import { endSession } from '@/domain/sessions/end';
import { env } from '@/env';
import { begin, respond, respondUnless } from '../api/respond';
import { authOptions } from './auth-options';
import { ownCookieName } from './own-cookies';
import { actorOf } from './page-owner';
import { demandOwnOrigin } from './request-origin';
import { readCookie } from './session-cookie';
import { type SignInReport, withReport } from './sign-in-report';

/** What the console's pages use of the library. Its other routes don't exist. */
const IN_USE = ['GET providers', 'GET csrf', 'POST callback/credentials', 'POST signout'];

/** The longest form, in characters. */
const MOST_TEXT = 16 * 1_024;

/**
 * Answers the sign-in form and the menu's "Sign out".
 *
 * @param request of the browser
 * @param path behind /api/auth, by segments
 */
export async function answerAuth(request: Request, path: string[]): Promise<Response> {
  const route = path.join('/');
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  if (!IN_USE.includes(`${method} ${route}`)) {
    return respond('unknown', async () => refuse('not_supported', 'There is nothing at this address.'));
  }
  return method === 'GET' ? handOver(path) : answerForm(request, path);
}

/**
 * Signing in and out. Besides the library's own token, the request must come from this console. The session's row
 * is ended before the library drops the cookie, since it would drop it as well when the row could not be ended.
 */
async function answerForm(request: Request, path: string[]): Promise<Response> {
  const isSignOut = path[0] === 'signout';
  const begun = begin(isSignOut ? 'SignOut' : 'SignIn');
  let form = '';
  const refused = await respondUnless(begun, async () => {
    demandOwnOrigin(request.headers);
    form = await readForm(request);
    // A page of one user must not sign out another, who has signed in in another tab.
    if (isSignOut) await actorOf(request);
    const secret = isSignOut ? await readCookie() : null;
    if (secret === null) await checkHealth();
    else await endSession(secret, 'console');
  });
  // A sign-in that may go on is measured where the password is looked at.
  if (isSignOut) begun.end();
  return refused ?? handOver(path, form);
}

/** @throws Refusal 100 */
async function readForm(request: Request): Promise<string> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(type)) {
    refuse('invalid_request', 'A form is sent as application/x-www-form-urlencoded.');
  }
  const length = Number(request.headers.get('content-length') ?? Number.NaN);
  if (!(length <= MOST_TEXT)) refuse('invalid_request', 'The form is too long.');
  return request.text();
}

/**
 * Lets the library answer. It gets no query, and none of its own cookies that it would take for a wrong set-up: it
 * would answer 500, and its pages need neither.
 */
async function handOver(path: string[], form?: string): Promise<Response> {
  const jar = await cookies();
  if (!isAddress(jar.get(ownCookieName('callback-url'))?.value)) jar.delete(ownCookieName('callback-url'));
  const request = new NextRequest(new URL(`/api/auth/${path.join('/')}`, env().NEXTAUTH_URL), {
    method: form === undefined ? 'GET' : 'POST',
    ...(form !== undefined && {
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: form,
    }),
  });
  const report: SignInReport = {};
  const context = { params: { nextauth: path } };
  return withReport(await NextAuth(request as never, context as never, authOptions(report)), report);
}

const isAddress = (text: string | undefined) =>
  text === undefined || (/^https?:/i.test(text) && URL.canParse(text));
