import { env } from '@/env';
import { cookieName } from './paths';

/** What the session cookie's token holds: the secret of a session row, and nothing that could go stale. */
export interface SessionToken {
  secret: string;
}

export const isHttps = () => env().NEXTAUTH_URL.startsWith('https:');

/** Over https the prefix makes browsers refuse the cookie from any other host, and without the Secure flag. */
export const ownCookieName = (name: 'session' | 'callback-url' | 'csrf-token' | 'browser') =>
  `${isHttps() ? '__Host-' : ''}${cookieName(name, env().NEXTAUTH_URL)}`;
