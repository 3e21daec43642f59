/** The proxy passes the requested path to the page in this header, since a page can't read it otherwise. */
export const PATH_HEADER = 'x-access-console-path';

/** The proxy passes the nonce of the page's Content-Security-Policy to the layout in this header. */
export const NONCE_HEADER = 'x-access-console-nonce';

/** console/requests/incoming.ts passes the reason for a refusal to the proxy in this header. */
export const REFUSED_HEADER = 'x-access-console-refused';

/** Path of the stream of changes. */
export const LIVE_PATH = '/api/live';

/**
 * Returns the full name of one of the console's cookies. Browsers ignore the port of a cookie's host, so the
 * name contains the port. Otherwise two consoles on one host would use each other's cookies.
 *
 * @param origin of this console
 */
export function cookieName(name: string, origin: string): string {
  const { port } = new URL(origin);
  return `access-console${port && `-${port}`}.${name}`;
}

/** The browser sets this cookie when it refreshes a page by itself, which must not count as activity. */
export const unattendedCookieName = (origin: string) => cookieName('unattended', origin);

/** Requests of a page have the id of the user for whom the page was rendered in this header. */
export const USER_HEADER = 'x-access-console-user';

/** The same in the query, for requests that can't have headers. */
export const USER_PARAM = 'for';

/**
 * Returns the path of the sign-in page.
 *
 * @param from the requested path with its query, to return to after signing in
 */
export function signInPath(from: string): string {
  return from === '/' ? '/sign-in' : `/sign-in?from=${encodeURIComponent(from)}`;
}

/**
 * Returns the path to open after signing in.
 *
 * @param from from the query of the sign-in page, unchecked
 * @returns a path of this origin; `/` when `from` leads to another origin or to the sign-in page
 */
export function returnPath(from: string | undefined): string {
  if (!from?.startsWith('/')) return '/';
  const base = 'http://console.invalid';
  const target = URL.canParse(from, base) ? new URL(from, base) : null;
  if (target?.origin !== base || target.pathname === '/sign-in') return '/';
  // Removing dot segments can leave two slashes at the start, which would lead to another host.
  if (target.pathname.startsWith('//')) return '/';
  return `${target.pathname}${target.search}${target.hash}`;
}
