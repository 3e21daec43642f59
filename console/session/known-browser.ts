import 'server-only';
import { cookies } from 'next/headers';
import { decode, encode } from 'next-auth/jwt';
import { z } from 'zod';
import { type KnownBrowser, knownBrowser } from '@/domain/sign-in/known-browser';
import { env } from '@/env';

const DAYS = 365;

/** Maximum number of users that one browser remembers. The one who signed in longest ago is removed first. */
const MAX_USERS = 5;

/**
 * Derives another key from the secret than for the session cookie, so that neither cookie is accepted as the
 * other.
 */
const SALT = 'known-browser';

const content = z.object({ browsers: z.array(knownBrowser) });

/**
 * Reads from the cookie of that name which users have signed in with this browser.
 *
 * @returns an empty array without a valid cookie of this console from the last year
 */
export async function readKnownBrowsers(name: string): Promise<KnownBrowser[]> {
  const token = (await cookies()).get(name)?.value;
  if (!token) return [];
  try {
    const decoded = await decode({ token, secret: env().NEXTAUTH_SECRET, salt: SALT });
    return content.parse(decoded).browsers;
  } catch {
    // The cookie is forged, too old, or made with a replaced secret: the browser counts as unknown.
    return [];
  }
}

/**
 * Sets the cookie that makes the browser known at the next sign-in.
 *
 * @param browser the entry of the user who has just signed in
 * @param others the entries that the cookie already has
 */
export async function rememberBrowser(
  cookie: { name: string; options: { httpOnly: boolean; sameSite: 'lax'; path: string; secure: boolean } },
  browser: KnownBrowser,
  others: KnownBrowser[],
): Promise<void> {
  const ofOthers = others.filter(({ userId }) => userId !== browser.userId);
  const browsers = [browser, ...ofOthers].slice(0, MAX_USERS);
  const maxAge = DAYS * 24 * 3_600;
  const value = await encode({
    token: { browsers },
    secret: env().NEXTAUTH_SECRET,
    salt: SALT,
    maxAge,
  });
  (await cookies()).set(cookie.name, value, { ...cookie.options, maxAge });
}
