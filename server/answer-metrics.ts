import 'server-only';
import { createHash, timingSafeEqual } from 'node:crypto';
import { env } from '@/env';
import { readMetrics } from './metrics';

/** An answer to who asks for metrics, as either door sends it. */
interface MetricsAnswer {
  status: 200 | 401;
  headers: Record<string, string>;
  body: string;
}

const digest = (text: string) => createHash('sha256').update(text).digest();

/** Digests have one length, and so the time that comparing takes tells nothing of the token. */
function isToken(authorization: string | null, token: string): boolean {
  const [, given = ''] = /^Bearer +(.+?) *$/i.exec(authorization ?? '') ?? [];
  return timingSafeEqual(digest(given), digest(token));
}

/**
 * Answers who asks for metrics. It asks the database nothing, whoever asks.
 *
 * @param authorization the header of that name
 * @returns null where METRICS_TOKEN is not set: then there is nothing here; 401 without the token
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
