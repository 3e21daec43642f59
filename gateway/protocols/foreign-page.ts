import type { IncomingMessage } from 'node:http';
import { isHostOf } from '@/server/origin';

/**
 * Whether a page of another origin makes the request. Browsers send the page's origin. Programs send none, or
 * the gateway's own.
 */
export const isForeignPage = ({ headers: { origin, host } }: IncomingMessage): boolean =>
  origin !== undefined && !isHostOf(host, origin);
