import { randomUUID } from 'node:crypto';
import { headers } from 'next/headers';
import type { NextAuthOptions } from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';
import { TooManyCalls } from '@/domain/errors';
import { log } from '@/doors/log';
import { measured } from '@/doors/metrics';
import { signInAt } from '@/doors/sign-in';
import { readUserAgent } from '@/doors/user-agent';
import { env } from '@/env';
import { readKnownBrowsers, rememberBrowser } from './known-browser';
import { clientAddress } from './request-origin';
import type { SignInReport } from './sign-in-report';

/** What the cookie's token holds: the secret of a session row, and nothing that could go stale. */
export interface SessionToken {
  secret: string;
}

const isHttps = () => env().NEXTAUTH_URL.startsWith('https:');

/** Over https the prefix makes browsers refuse the cookie from any other host, and without the Secure flag. */
const cookieName = (name: string) => `${isHttps() ? '__Host-' : ''}access-console.${name}`;

export const sessionCookieName = () => cookieName('session');

const cookie = (name: string) => ({
  name: cookieName(name),
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
      // The library's own session endpoint tells nothing. Pages read the session row: actions/session.ts.
      session: ({ session }) => ({ expires: session.expires }),
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
  const session = await signInAt('console', given, { ...caller, browsers });
  if (session) await rememberBrowser(known, session.browser, browsers);
  return session && { id: String(session.userId), secret: session.secret };
}
