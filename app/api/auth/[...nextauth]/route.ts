import NextAuth from 'next-auth';
import { authOptions } from '@/actions/auth-options';
import { actorOf } from '@/actions/page-owner';
import { demandOwnOrigin } from '@/actions/request-origin';
import { begin, respondUnless } from '@/actions/respond';
import { readCookie } from '@/actions/session';
import { type SignInReport, withReport } from '@/actions/sign-in-report';
import { checkHealth } from '@/domain/health';
import { endSession } from '@/domain/sessions/end';

type Context = { params: Promise<{ nextauth: string[] }> };

async function handle(request: Request, context: Context): Promise<Response> {
  const report: SignInReport = {};
  return withReport(await NextAuth(request as never, context as never, authOptions(report)), report);
}

export const GET = handle;

/**
 * Signing in and out. Besides the library's own token, the request must come from this console. The session's row
 * is ended before the library drops the cookie, since it would drop it as well when the row could not be ended.
 */
export async function POST(request: Request, context: Context): Promise<Response> {
  const { nextauth } = await context.params;
  const isSignOut = nextauth[0] === 'signout';
  const begun = begin(isSignOut ? 'SignOut' : 'SignIn');
  const refused = await respondUnless(begun, async () => {
    demandOwnOrigin(request.headers);
    // A page of one user must not sign out another, who has signed in in another tab.
    if (isSignOut) await actorOf(request);
    const secret = isSignOut ? await readCookie() : null;
    if (secret === null) await checkHealth();
    else await endSession(secret, 'console');
  });
  // A sign-in that may go on is measured where the password is looked at.
  if (isSignOut) begun.end();
  return refused ?? handle(request, context);
}
