import { createHash } from 'node:crypto';
import stringify from 'safe-stable-stringify';

/** JSON whose text depends on the value alone: keys sorted, no white space. */
export function canonicalJson(value: unknown): string {
  return stringify(value) ?? 'null';
}

/** SHA-256 of the text as UTF-8: 64 hex digits. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
