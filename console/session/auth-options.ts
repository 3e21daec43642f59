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
import { isHttps, ownCookieName, type SessionToken } from './own-cookies';
import { clientAddress } from './request-origin';
import { readCookie } from './session-cookie';
import type { SignInReport } from './sign-in-report';

const cookie = (name: Parameters<typeof ownCookieName>[0]) => ({
  name: ownCookieName(name),
  options: { httpOnly: true, sameSite: 'lax' as const, path: '/', secure: isHttps() },
});

/**
 * Sign-in with user name and password. The session lives in the database; next-auth carries its secret in an
 * encrypted cookie and guards its own forms with a token.
 *
 * @param report gets what the library's answer can't say
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
      jwt: ({ token, user }) => (user ? { secret: (user as unknown as SessionToken).secret } : token),
      // The library's own session endpoint tells nothing. Pages read the session row: console/session/session.ts.
      session: ({ session }) => ({ expires: session.expires }),
      // The form knows by itself where to go on, and signing out leads here. What a request asks for never counts: the
      // library throws when it is no address, and Next.js when it can't decode the cookie that the library makes of it.
      redirect: ({ baseUrl }) => `${baseUrl}/sign-in`,
    },
    logger: {
      error: (code, details) => log().error({ code, details }, 'sign-in machinery failed'),
      warn: (code) => log().debug({ code }, 'sign-in machinery warns'),
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
    // The library puts an error's message into an address: it must say nothing.
    throw new Error(`Failed ${correlationId}`);
  }
}

async function openConsoleSession(given: Record<'userName' | 'password', string> | undefined) {
  const sent = await headers();
  const caller = { address: clientAddress(sent), userAgent: readUserAgent(sent.get('user-agent')) };
  const known = cookie('browser');
  const browsers = await readKnownBrowsers(known.name);
  const formerSecret = await readCookie();
  const session = await signInAt('console', given, { ...caller, browsers, formerSecret });
  if (session) await rememberBrowser(known, session.browser, browsers);
  return session && { id: String(session.userId), secret: session.secret };
}
