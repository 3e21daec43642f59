import { refuse } from '@/domain/call/errors';
import type { JsonObject } from './payload';

/**
 * Reads the keys of a frame in any letter case.
 *
 * @param keys in the documented case
 * @throws Refusal 100 when a key is given twice, in different case
 */
export function readKeys<Key extends string>(frame: JsonObject, keys: readonly Key[]): Record<Key, unknown> {
  const read = {} as Record<Key, unknown>;
  for (const key of keys) {
    const given = Object.keys(frame).filter((name) => name.toLowerCase() === key.toLowerCase());
    if (given.length > 1) refuse('invalid_request', `${key} is given twice, in different case.`);
    read[key] = given[0] === undefined ? undefined : frame[given[0]];
  }
  return read;
}
