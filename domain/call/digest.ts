import { createHash } from 'node:crypto';
import stringify from 'safe-stable-stringify';

/**
 * JSON whose text depends on the value alone: keys sorted, no white space.
 *
 * @param value anything JSON can hold
 */
export function canonicalJson(value: unknown): string {
  return stringify(value) ?? 'null';
}

/**
 * SHA-256 in hex, 64 characters.
 *
 * @param text hashed as UTF-8
 */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
