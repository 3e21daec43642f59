import { isSignedWith, NO_ENTRY, readStoredEntry } from '../call/audit/hash-chain';
import { auditKeys } from '../call/audit/keys';

/**
 * Whether an entry is what a key of this process signed, and follows from the entry before it.
 *
 * @param stored the result of STORED_ENTRY_SQL
 * @param precedingMac the signature of the entry before it, or null if there is none
 */
export function isSignedByKnownKey(stored: string, precedingMac: string | null): boolean {
  const entry = readStoredEntry(stored);
  const follows = entry.prev === (precedingMac ?? NO_ENTRY) && (precedingMac !== null || entry.seq === 1);
  return follows && [...auditKeys().known.values()].some(({ key }) => isSignedWith(entry, key));
}
