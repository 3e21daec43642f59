/** Carries the address that was asked for from the proxy to the page, which can't see it otherwise. */
export const PATH_HEADER = 'x-access-console-path';

/** Carries the nonce of the page's Content-Security-Policy from the proxy to the layout. */
export const NONCE_HEADER = 'x-access-console-nonce';

/** Carries why a request is refused to the proxy, from where requests are looked at before Next.js gets them. */
export const REFUSED_HEADER = 'x-access-console-refused';

/** Where the stream of changes is. */
export const LIVE_PATH = '/api/live';

/**
 * The name of one of the console's cookies. Browsers keep cookies by host and don't look at the port: two consoles on
 * one host would take each other's, so a port that the address names is part of it.
 *
 * @param name what it is for
 * @param origin the console's own
 */
export function cookieName(name: string, origin: string): string {
  const { port } = new URL(origin);
  return `access-console${port && `-${port}`}.${name}`;
}

/** A page that the console itself asks for carries this cookie: nobody is there, as far as that request tells. */
export const unattendedCookieName = (origin: string) => cookieName('unattended', origin);

/** What a page of the console fetches carries the id of the user that the page was made for, under this name. */
export const USER_HEADER = 'x-access-console-user';

/** Where no header can go along, the address carries it under this one. */
export const USER_PARAM = 'for';

/**
 * Where somebody without a session is sent.
 *
 * @param from the path he asked for, with its query
 */
export function signInPath(from: string): string {
  return from === '/' ? '/sign-in' : `/sign-in?from=${encodeURIComponent(from)}`;
}

/**
 * Where to go after signing in: the path asked for, if it leads to this console.
 *
 * @param from what the address says, unchecked
 * @returns a path of this origin; `/` for anything that would lead elsewhere or back to signing in
 */
export function returnPath(from: string | undefined): string {
  if (!from?.startsWith('/')) return '/';
  const here = 'http://console.invalid';
  const target = URL.canParse(from, here) ? new URL(from, here) : null;
  if (target?.origin !== here || target.pathname === '/sign-in') return '/';
  // Dots that fall away may leave two slashes in front, and those lead to another host.
  if (target.pathname.startsWith('//')) return '/';
  return `${target.pathname}${target.search}${target.hash}`;
}
