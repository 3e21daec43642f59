import type { IncomingMessage } from 'node:http';
import { env } from '@/env';
import { forwardedAddress } from '@/server/forwarded-address';

/**
 * The address a request comes from: as the outermost trusted proxy saw it, or that of the connection when no
 * proxy is trusted.
 */
export function clientAddress(request: IncomingMessage): string | null {
  if (env().TRUSTED_PROXIES === 0) return request.socket.remoteAddress ?? null;
  const forwarded = request.headers['x-forwarded-for'];
  return forwardedAddress(Array.isArray(forwarded) ? forwarded.join(',') : (forwarded ?? null));
}
