import { env } from '@/env';

/**
 * The address a request comes from, as the outermost trusted proxy saw it.
 *
 * @param forwardedFor the header X-Forwarded-For
 * @returns the entry that TRUSTED_PROXIES points at, counted from the right, or null when none is trusted or
 *   there is no such entry: what stands further left anyone can write
 */
export function forwardedAddress(forwardedFor: string | null): string | null {
  const trusted = env().TRUSTED_PROXIES;
  if (trusted === 0) return null;
  const entries = (forwardedFor ?? '').split(',').map((entry) => entry.trim());
  const address = entries.at(-trusted);
  return address && address.length <= 64 ? address : null;
}
