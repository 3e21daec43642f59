import type { IncomingMessage } from 'node:http';
import { refuse, TooManyCalls } from '@/domain/call/errors';
import type { Reservation } from '../limits/memory-budget';

/**
 * Reads a request's body as text.
 *
 * @param request as Node gives it
 * @param mostBytes longest body that is read
 * @param reservation of the memory that all calls have
 * @returns null for a longer one: the rest is thrown away as it comes
 * @throws Refusal 100 when it is not UTF-8; TooManyCalls when there is no room; Error when the caller goes away
 */
export async function readBody(
  request: IncomingMessage,
  mostBytes: number,
  reservation: Reservation,
): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  // Whoever is refused is heard to the end all the same: cut off, he would not hear why.
  let isRefused = false;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    isRefused ||= bytes > mostBytes || !reservation.take(chunk.length);
    if (isRefused) {
      chunks.length = 0;
      reservation.release();
    } else chunks.push(chunk);
  }
  if (bytes > mostBytes) return null;
  if (isRefused) throw new TooManyCalls(1);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    return refuse('invalid_request', 'The body is not UTF-8.');
  }
}
