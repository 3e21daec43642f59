import type { IncomingMessage } from 'node:http';
import { refuse } from '@/domain/errors';

/**
 * Reads a request's body as text.
 *
 * @param request as Node gives it
 * @param mostBytes longest body that is read
 * @returns null for a longer one: the rest is thrown away as it comes
 * @throws Refusal 100 when it is not UTF-8; Error when the caller goes away meanwhile
 */
export async function readBody(request: IncomingMessage, mostBytes: number): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > mostBytes) {
      // Left by `break` alone the loop would destroy the connection, and the caller would hear nothing.
      request.resume();
      return null;
    }
    chunks.push(chunk);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    return refuse('invalid_request', 'The body is not UTF-8.');
  }
}
