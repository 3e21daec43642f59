import { env } from '@/env';
import { cookieName } from './paths';

/**
 * Content of the session cookie: only the secret of a session, since everything else could become outdated.
 */
export interface SessionToken {
  secret: string;
}

export const isHttps = () => env().NEXTAUTH_URL.startsWith('https:');

/** Over https, the prefix makes browsers reject the cookie from other hosts and without the Secure flag. */
export const ownCookieName = (name: 'session' | 'callback-url' | 'csrf-token' | 'browser') =>
  `${isHttps() ? '__Host-' : ''}${cookieName(name, env().NEXTAUTH_URL)}`;
