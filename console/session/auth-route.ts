import 'server-only';
import { cookies } from 'next/headers';
import { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { refuse } from '@/domain/call/errors';
import { checkHealth } from '@/domain/call/health';
import { endSession } from '@/domain/sessions/end';
import { env } from '@/env';
import { answerIfRefused, beginAnswer, respond } from '../api/respond';
import { authOptions } from './auth-options';
import { ownCookieName } from './own-cookies';
import { actorOf } from './page-owner';
import { demandOwnOrigin } from './request-origin';
import { readCookie } from './session-cookie';
import { type SignInReport, withReport } from './sign-in-report';

/** The routes of next-auth that the console's pages use. Its other routes are answered as unknown. */
const USED_ROUTES = ['GET providers', 'GET csrf', 'POST callback/credentials', 'POST signout'];

/** Maximum length of a form in bytes. */
const MAX_BODY = 16 * 1_024;

/**
 * Answers the sign-in form and the menu's "Sign out".
 *
 * @param path segments after /api/auth
 */
export async function answerAuth(request: Request, path: string[]): Promise<Response> {
  const route = path.join('/');
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  if (!USED_ROUTES.includes(`${method} ${route}`)) {
    return respond('unknown', async () => refuse('not_supported', 'There is nothing at this address.'));
  }
  return method === 'GET' ? callNextAuth(path) : answerForm(request, path);
}

/**
 * Signs in and out. Besides next-auth's own check of its token, the request must come from this console. The
 * session is ended before next-auth removes the cookie, since next-auth would remove it even if the session
 * could not be ended.
 */
async function answerForm(request: Request, path: string[]): Promise<Response> {
  const isSignOut = path[0] === 'signout';
  const pending = beginAnswer(isSignOut ? 'SignOut' : 'SignIn');
  let form = '';
  const refused = await answerIfRefused(pending, async () => {
    demandOwnOrigin(request.headers);
    form = await readForm(request);
    // A page of one user must not sign out another user, who has signed in in another tab.
    if (isSignOut) await actorOf(request);
    const secret = isSignOut ? await readCookie() : null;
    if (secret === null) await checkHealth();
    else await endSession(secret, 'console');
  });
  // A sign-in is measured where the password is checked.
  if (isSignOut) pending.end();
  return refused ?? callNextAuth(path, form);
}

/** @throws Refusal 100 */
async function readForm(request: Request): Promise<string> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(type)) {
    refuse('invalid_request', 'A form is sent as application/x-www-form-urlencoded.');
  }
  const length = Number(request.headers.get('content-length') ?? Number.NaN);
  if (!(length <= MAX_BODY)) refuse('invalid_request', 'The form is too long.');
  return request.text();
}

/**
 * Lets next-auth answer, without the query and without a malformed callback cookie. next-auth would answer
 * 500 to either, and the console needs neither.
 */
async function callNextAuth(path: string[], form?: string): Promise<Response> {
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
  return withReport(await NextAuth(request, context, authOptions(report)), report);
}

const isAddress = (text: string | undefined) =>
  text === undefined || (/^https?:/i.test(text) && URL.canParse(text));
