import { env } from '@/env';
import { cookieName } from './paths';

export const isHttps = () => env().NEXTAUTH_URL.startsWith('https:');

/** Over https, the prefix makes browsers reject the cookie from other hosts and without the Secure flag. */
export const ownCookieName = (name: 'session' | 'callback-url' | 'csrf-token' | 'browser') =>
  `${isHttps() ? '__Host-' : ''}${cookieName(name, env().NEXTAUTH_URL)}`;
