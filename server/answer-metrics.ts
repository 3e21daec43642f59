import 'server-only';
import { createHash, timingSafeEqual } from 'node:crypto';
import { env } from '@/env';
import { readMetrics } from './metrics';

/** The answer to a request for metrics; console and gateway send the same. */
interface MetricsAnswer {
  status: 200 | 401;
  headers: Record<string, string>;
  body: string;
}

const digest = (text: string) => createHash('sha256').update(text).digest();

/** Compares digests: they have one length, so the time of the comparison reveals nothing about the token. */
function isToken(authorization: string | null, token: string): boolean {
  const [, given = ''] = /^Bearer +(.+?) *$/i.exec(authorization ?? '') ?? [];
  return timingSafeEqual(digest(given), digest(token));
}

/**
 * Answers a request for metrics, without a query to the database.
 *
 * @param authorization the Authorization header
 * @returns null when METRICS_TOKEN is not set: then this path does not exist; 401 without the token
 */
export async function answerMetrics(authorization: string | null): Promise<MetricsAnswer | null> {
  const token = env().METRICS_TOKEN;
  if (token === undefined) return null;
  const headers = { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' };
  if (!isToken(authorization, token)) {
    return { status: 401, headers: { ...headers, 'WWW-Authenticate': 'Bearer' }, body: '' };
  }
  const { type, text } = await readMetrics();
  return { status: 200, headers: { ...headers, 'Content-Type': type }, body: text };
}
