import { refuse } from '@/domain/call/errors';
import { env } from '@/env';
import { forwardedAddress } from '@/server/forwarded-address';
import { canonicalOrigin } from '@/server/origin';

/**
 * Returns whether a request comes from the console's own pages. Browsers state the origin in one of two
 * headers. A request with neither does not count.
 */
function isOwnOrigin(headers: Headers): boolean {
  const site = headers.get('sec-fetch-site');
  const origin = headers.get('origin');
  if (site === null && origin === null) return false;
  return (site === null || site === 'same-origin') && (origin === null || isOwn(origin));
}

const isOwn = (origin: string) => canonicalOrigin(origin) === canonicalOrigin(env().NEXTAUTH_URL);

/**
 * Requires that a request that changes something comes from the console's own pages.
 *
 * @throws Refusal 20
 */
export function demandOwnOrigin(headers: Headers): void {
  if (!isOwnOrigin(headers))
    refuse('not_authorized', 'This request does not come from a page of the console.');
}

/**
 * Returns the client's address, as the outermost trusted proxy saw it.
 *
 * @returns null when no proxy is trusted, since Next.js does not reveal the address of a connection
 */
export function clientAddress(headers: Headers): string | null {
  return forwardedAddress(headers.get('x-forwarded-for'));
}
