import type { IncomingMessage } from 'node:http';
import { refuse, TooManyCalls } from '@/domain/call/errors';
import type { Reservation } from '../limits/memory-budget';

/**
 * Reads a request's body as text.
 *
 * @returns null for a body of more than `maxBytes`
 * @throws Refusal 100 when it is not UTF-8; TooManyCalls when the memory budget is used up; Error when the
 *   client goes away
 */
export async function readBody(
  request: IncomingMessage,
  maxBytes: number,
  reservation: Reservation,
): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  // The rest of a refused body is still read and discarded. Cut off, the client would not get the refusal.
  let isRefused = false;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    isRefused ||= bytes > maxBytes || !reservation.take(chunk.length);
    if (isRefused) {
      chunks.length = 0;
      reservation.release();
    } else chunks.push(chunk);
  }
  if (bytes > maxBytes) return null;
  if (isRefused) throw new TooManyCalls(1);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    return refuse('invalid_request', 'The body is not UTF-8.');
  }
}
