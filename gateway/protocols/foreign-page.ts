import type { IncomingMessage } from 'node:http';
import { isHostOf } from '@/server/origin';

/**
 * Whether a request comes from a page of another origin. Browsers say which page makes it. Programs say nothing, or the
 * gateway's own address.
 *
 * @param request as Node gives it
 */
export const isForeignPage = ({ headers: { origin, host } }: IncomingMessage): boolean =>
  origin !== undefined && !isHostOf(host, origin);
