import { database } from '@/prisma/client';
import { Prisma } from '@/prisma/generated/client';
import { ServerFault } from '../errors';
import { requireRow, type Tx } from '../transaction';
import { isSignedWith, readStoredEntry, STORED_ENTRY_SQL } from './hash-chain';
import { type AuditKeys, auditKeys } from './keys';

/** The head of the log, and the entry that it points at, as STORED_ENTRY_SQL returns it. */
interface Newest {
  seq: bigint;
  mac: string;
  entry: string | null;
}

/** SQL for the entry that the head of the log points at. */
export const newestEntrySql = Prisma.sql`
  (SELECT ${Prisma.raw(STORED_ENTRY_SQL)} FROM audit_entries WHERE seq = audit_head.seq)`;

/**
 * Says why this process must not append to the log and which setting to change, or returns null when it may
 * append. Only the key in force at the newest entry may sign the next one. An empty log accepts any key.
 */
function problemOf({ seq, mac, entry }: Newest, { own, known }: AuditKeys): string | null {
  if (seq === 0n) return null;
  const stored = entry === null ? null : readStoredEntry(entry);
  if (stored?.mac !== mac) {
    return `The head of the audit log points at entry ${seq}, which is missing or another one. Run \`npm run audit:verify\`.`;
  }
  const signer = [...known.values()].find(({ key }) => isSignedWith(stored, key));
  const { newKey } = stored;
  if (newKey !== null && newKey !== own.fingerprint) {
    return `Entry ${seq} of the audit log changed its key, and this AUDIT_KEY is not the new one (fingerprint ${newKey}). Set AUDIT_KEY to the new key and add the old one to AUDIT_PREVIOUS_KEYS.`;
  }
  if (newKey !== null) {
    if (signer) return null;
    return `Entry ${seq} of the audit log changed the key to this AUDIT_KEY, but no key in AUDIT_PREVIOUS_KEYS signed that entry. Add the old key to AUDIT_PREVIOUS_KEYS.`;
  }
  if (signer === own) return null;
  if (signer) {
    return `A key in AUDIT_PREVIOUS_KEYS signed entry ${seq}, the newest of the audit log: AUDIT_KEY was changed, but the log does not know of it. Set AUDIT_KEY back to that key, run \`npm run audit:rekey\`, then set the new one.`;
  }
  return `This AUDIT_KEY did not sign entry ${seq}, the newest of the audit log. Set AUDIT_KEY to the key that the log was written with; to change the key, run \`npm run audit:rekey\` first. If the key is the right one, that entry was changed: run \`npm run audit:verify\`.`;
}

/** The signature of the last entry after which this process knows it may append; empty at first. */
let ownMac = '';

export const lastOwnMac = (): string => ownMac;

/**
 * Remembers the signature of an entry that this process wrote. An empty one forgets it, after a key change.
 */
export function rememberOwn(mac: string): void {
  ownMac = mac;
}

/**
 * Stops a transaction that would append to a log whose next entry another key must sign.
 *
 * @param tx the transaction, which has locked the head
 * @param head the locked head; `entry` may be null when the transaction had to wait for the lock
 * @throws ServerFault whose cause says what is wrong and which setting to change
 */
export async function demandOwnNewest(tx: Tx, head: Newest): Promise<void> {
  if (head.mac === ownMac) return;
  // A statement that waited for the lock reads other tables as they were before the wait, so read the entry
  // again.
  const problem = problemOf(head.entry === null ? await readNewest(tx) : head, auditKeys());
  if (problem) throw new ServerFault('failed', new Error(problem));
  ownMac = head.mac;
}

async function readNewest(db: Tx): Promise<Newest> {
  const [newest] = await db.$queryRaw<Newest[]>`
    SELECT seq, mac, ${newestEntrySql} AS entry FROM audit_head WHERE id = 1`;
  return requireRow(newest);
}

/**
 * Says what keeps this process from appending to the audit log, and which setting to change.
 *
 * @returns null when the key in force is AUDIT_KEY, or the log is empty
 */
export async function findKeyProblem(
  db: Tx = database(),
  keys: AuditKeys = auditKeys(),
): Promise<string | null> {
  return problemOf(await readNewest(db), keys);
}
