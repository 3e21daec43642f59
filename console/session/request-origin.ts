import { refuse } from '@/domain/call/errors';
import { env } from '@/env';
import { forwardedAddress } from '@/server/forwarded-address';
import { canonicalOrigin } from '@/server/origin';

/**
 * Whether a request that may change something comes from the console's own pages. Browsers say where a request
 * comes from in one of two headers. One that says nothing is not taken.
 *
 * @param headers of the request
 */
function isOwnOrigin(headers: Headers): boolean {
  const site = headers.get('sec-fetch-site');
  const origin = headers.get('origin');
  if (site === null && origin === null) return false;
  return (site === null || site === 'same-origin') && (origin === null || isOwn(origin));
}

const isOwn = (origin: string) => canonicalOrigin(origin) === canonicalOrigin(env().NEXTAUTH_URL);

/**
 * Refuses what did not come from the console's own pages.
 *
 * @param headers of a request that may change something
 * @throws Refusal 20
 */
export function demandOwnOrigin(headers: Headers): void {
  if (!isOwnOrigin(headers))
    refuse('not_authorized', 'This request does not come from a page of the console.');
}

/**
 * The address a request comes from, as the outermost trusted proxy saw it.
 *
 * @param headers of the request
 * @returns null when no proxy is trusted: Next.js does not tell from where a connection came
 */
export function clientAddress(headers: Headers): string | null {
  return forwardedAddress(headers.get('x-forwarded-for'));
}
