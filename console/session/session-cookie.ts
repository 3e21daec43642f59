import 'server-only';
import { cookies } from 'next/headers';
import { decode } from 'next-auth/jwt';
import { env } from '@/env';
import { ownCookieName, type SessionToken } from './own-cookies';

/**
 * The session secret in the request's cookie, whether there is such a session or not.
 *
 * @returns null without a cookie that this console has made
 */
export async function readCookie(): Promise<string | null> {
  const token = (await cookies()).get(ownCookieName('session'))?.value;
  if (!token) return null;
  try {
    const decoded = await decode({ token, secret: env().NEXTAUTH_SECRET });
    return (decoded as Partial<SessionToken> | null)?.secret ?? null;
  } catch {
    // Forged, or signed with a secret that has been replaced: nobody is signed in by it.
    return null;
  }
}
