import { env } from '@/env';

/**
 * The address a request comes from, as the outermost trusted proxy saw it.
 *
 * @param forwardedFor the X-Forwarded-For header
 * @returns the entry at TRUSTED_PROXIES, counted from the right: any client can write the entries further
 *   left. Null when no proxy is trusted or the entry is missing
 */
export function forwardedAddress(forwardedFor: string | null): string | null {
  const trusted = env().TRUSTED_PROXIES;
  if (trusted === 0) return null;
  const entries = (forwardedFor ?? '').split(',').map((entry) => entry.trim());
  const address = entries.at(-trusted);
  return address && address.length <= 64 ? address : null;
}
