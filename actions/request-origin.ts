import { refuse } from '@/domain/errors';
import { env } from '@/env';

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
  return (site === null || site === 'same-origin') && (origin === null || origin === env().NEXTAUTH_URL);
}

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
 * @returns the entry of X-Forwarded-For that TRUSTED_PROXIES points at, counted from the right, or null when
 *   none is trusted or there is no such entry: what stands further left anyone can write
 */
export function clientAddress(headers: Headers): string | null {
  const trusted = env().TRUSTED_PROXIES;
  if (trusted === 0) return null;
  const entries = (headers.get('x-forwarded-for') ?? '').split(',').map((entry) => entry.trim());
  const address = entries.at(-trusted);
  return address && address.length <= 64 ? address : null;
}
