import 'server-only';
import { cookies } from 'next/headers';
import { decode, encode } from 'next-auth/jwt';
import { z } from 'zod';
import { type KnownBrowser, knownBrowser } from '@/domain/sign-in/known-browser';
import { env } from '@/env';

const DAYS = 365;

/** People who share one browser; who signed in longest ago is forgotten first. */
const MOST_USERS = 5;

/** Makes another key of the secret than the session cookie's, so that neither cookie passes for the other. */
const SALT = 'known-browser';

const content = z.object({ browsers: z.array(knownBrowser) });

/**
 * What the browser carries from earlier sign-ins.
 *
 * @param name of the cookie
 * @returns nothing without a cookie that this console has made, within the last year
 */
export async function readKnownBrowsers(name: string): Promise<KnownBrowser[]> {
  const token = (await cookies()).get(name)?.value;
  if (!token) return [];
  try {
    const decoded = await decode({ token, secret: env().NEXTAUTH_SECRET, salt: SALT });
    return content.parse(decoded).browsers;
  } catch {
    // Forged, too old, or made with a secret that has been replaced: the browser is a stranger.
    return [];
  }
}

/**
 * Has the browser carry what makes it known at the next sign-in.
 *
 * @param cookie its name and its attributes
 * @param browser of the user who has just signed in
 * @param others what the browser carries already
 */
export async function rememberBrowser(
  cookie: { name: string; options: { httpOnly: boolean; sameSite: 'lax'; path: string; secure: boolean } },
  browser: KnownBrowser,
  others: KnownBrowser[],
): Promise<void> {
  const ofOthers = others.filter(({ userId }) => userId !== browser.userId);
  const browsers = [browser, ...ofOthers].slice(0, MOST_USERS);
  const maxAge = DAYS * 24 * 3_600;
  const value = await encode({
    token: { browsers },
    secret: env().NEXTAUTH_SECRET,
    salt: SALT,
    maxAge,
  });
  (await cookies()).set(cookie.name, value, { ...cookie.options, maxAge });
}
