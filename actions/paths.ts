/** Carries the address that was asked for from the proxy to the page, which can't see it otherwise. */
export const PATH_HEADER = 'x-access-console-path';

/** Carries the nonce of the page's Content-Security-Policy from the proxy to the layout. */
export const NONCE_HEADER = 'x-access-console-nonce';

/** A page that the console itself asks for carries this cookie: nobody is there, as far as that request tells. */
export const UNATTENDED_COOKIE = 'access-console.unattended';

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
