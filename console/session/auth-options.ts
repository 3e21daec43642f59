import { randomUUID } from 'node:crypto';
import { headers } from 'next/headers';
import type { NextAuthOptions } from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';
import { TooManyCalls } from '@/domain/call/errors';
import { env } from '@/env';
import { log } from '@/server/log';
import { measured } from '@/server/metrics';
import { signInAt } from '@/server/sign-in';
import { readUserAgent } from '@/server/user-agent';
import { readKnownBrowsers, rememberBrowser } from './known-browser';
import { isHttps, ownCookieName } from './own-cookies';
import { clientAddress } from './request-origin';
import { readCookie } from './session-cookie';
import type { SignInReport } from './sign-in-report';

const cookie = (name: Parameters<typeof ownCookieName>[0]) => ({
  name: ownCookieName(name),
  options: { httpOnly: true, sameSite: 'lax' as const, path: '/', secure: isHttps() },
});

/**
 * Configures sign-in with user name and password. The session is a row in the database. next-auth keeps its
 * secret in an encrypted cookie and protects its own forms with a token.
 *
 * @param report gets what next-auth's answer can't express
 */
export function authOptions(report: SignInReport): NextAuthOptions {
  return {
    secret: env().NEXTAUTH_SECRET,
    session: { strategy: 'jwt', maxAge: env().SESSION_MAX_HOURS * 3_600 },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    useSecureCookies: isHttps(),
    cookies: {
      sessionToken: cookie('session'),
      callbackUrl: cookie('callback-url'),
      csrfToken: cookie('csrf-token'),
    },
    providers: [
      CredentialsProvider({
        credentials: { userName: {}, password: {} },
        authorize: async (given) => authorize(given, report),
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user ? { secret: user.secret } : token),
      // next-auth's own session endpoint reveals nothing. Pages read the session row:
      // console/session/session.ts.
      session: ({ session }) => ({ expires: session.expires }),
      // The form itself goes on to the next page, and signing out leads here. The URL in a request is
      // ignored: next-auth throws when it is not a URL, and Next.js when it can't decode the cookie that
      // next-auth makes from it.
      redirect: ({ baseUrl }) => `${baseUrl}/sign-in`,
    },
    logger: {
      error: (code, details) => log().error({ code, details }, 'next-auth failed'),
      warn: (code) => log().debug({ code }, 'next-auth warns'),
      debug: () => {},
    },
  };
}

async function authorize(given: Record<'userName' | 'password', string> | undefined, report: SignInReport) {
  try {
    return await measured('console', 'SignIn', () => openConsoleSession(given));
  } catch (error) {
    if (error instanceof TooManyCalls) {
      report.tooMany = error;
      throw new Error('TooMany');
    }
    const correlationId = randomUUID();
    log().error({ correlationId, err: error }, 'a sign-in failed');
    // next-auth puts the message of an error into a URL, so it must contain no details.
    throw new Error(`Failed ${correlationId}`);
  }
}

async function openConsoleSession(given: Record<'userName' | 'password', string> | undefined) {
  const sent = await headers();
  const client = { address: clientAddress(sent), userAgent: readUserAgent(sent.get('user-agent')) };
  const known = cookie('browser');
  const browsers = await readKnownBrowsers(known.name);
  const formerSecret = await readCookie();
  const session = await signInAt('console', given, { ...client, browsers, formerSecret });
  if (session) await rememberBrowser(known, session.browser, browsers);
  return session && { id: String(session.userId), secret: session.secret };
}
