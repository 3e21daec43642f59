import 'server-only';
import { cookies } from 'next/headers';
import { decode } from 'next-auth/jwt';
import { env } from '@/env';
import { ownCookieName } from './own-cookies';

/**
 * Returns the session secret in the request's cookie. The session need not exist.
 *
 * @returns null without a valid cookie of this console
 */
export async function readCookie(): Promise<string | null> {
  const token = (await cookies()).get(ownCookieName('session'))?.value;
  if (!token) return null;
  try {
    const decoded = await decode({ token, secret: env().NEXTAUTH_SECRET });
    return decoded?.secret ?? null;
  } catch {
    // The cookie is forged or made with a replaced secret, and counts as absent.
    return null;
  }
}
