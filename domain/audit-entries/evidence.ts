import { z } from 'zod';
import { Prisma } from '@/prisma/generated/client';
import type { Actor } from '../call/actor';
import { isSignedWith, readStoredEntry, STORED_ENTRY_SQL } from '../call/audit/hash-chain';
import { auditKeys } from '../call/audit/keys';
import { refuse } from '../call/errors';
import { defineMutation, type MutationContext } from '../call/mutation';
import { can, overseesAll } from '../call/permissions';
import { idSchema } from '../call/request';
import { inSnapshot, requireRow, type Tx } from '../call/transaction';
import { userScope } from '../users/scope';
import type { Person } from '../users/types';
import { isoTime } from '../values/iso-time';
import { accessOf, hasMore } from './evidence-access';
import { entryColumns, entryRow, type RawEntry } from './row';
import { entryScope, isAbout } from './scope';
import type { AuditRow, Json } from './types';
import { beginVerification } from './verification-turn';
import type { KnownPlace } from './verify';
import { type SegmentVerification, verifySegment } from './verify-segment';

/** The most entries in one export. The newest are kept. */
const MAX_ENTRIES = 1_000;

const request = z.object({
  format: z.enum(['html', 'json'], { error: 'must be html or json' }),
  about: z.union([
    z.object({ person: idSchema }),
    z.object({ entry: z.string().regex(/^\d{1,18}$/, 'must be the number of an entry') }),
  ]),
});

type About = z.output<typeof request>['about'];

/** An entry as evidence: everything the actor may see of it, and its signatures. */
export interface EvidenceEntry extends AuditRow {
  requestId: string;
  correlationId: string;
  request: Json;
  before: Json;
  after: Json;
  /** The signature of the entry before it, and its own: HMAC-SHA-256, hexadecimal. */
  prev: string;
  mac: string;
  /** The fingerprint of the key that made the signature; null when no known key did. */
  signedBy: string | null;
}

/** What the log says about one person or one entry, for people who don't have the console. */
export interface Evidence {
  about: { person: { id: number; name: string } } | { entry: string };
  /** When the access and the entries were read, both at one moment: ISO 8601, UTC. */
  exportedAt: string;
  exportedBy: { id: number; name: string };
  /** Whether the actor may read the whole log. Otherwise parts may be missing. */
  isWholeLog: boolean;
  /**
   * The access that the person had at that moment, as far as the actor may see it; null for an entry. A count of
   * 10,001 means more than 10,000.
   */
  access: Person | null;
  /** Whether the person has more access of some kind than is listed. */
  hasMoreAccess: boolean;
  /** Oldest first. */
  entries: EvidenceEntry[];
  /** Whether there are older entries than these. */
  hasOlder: boolean;
  /** The result of verifying the chain around the entries; null with the reason why it was not verified. */
  verification: SegmentVerification | null;
  notVerified: string | null;
}

/** Finds the person within the actor's scope. A hidden person and one who does not exist get the same refusal. */
async function findPerson(db: Tx, actor: Actor, id: number) {
  const [person] = await db.$queryRaw<{ id: number; name: string }[]>`
    SELECT id, user_name AS name FROM users u WHERE id = ${id} AND ${userScope(actor, Prisma.sql`u.id`)}`;
  return person ?? refuse('not_found', 'There is nobody of that id among the people you may look at.');
}

async function demandEntry(db: Tx, actor: Actor, seq: string): Promise<void> {
  const found = await db.$queryRaw<unknown[]>`
    SELECT 1 FROM audit_entries e WHERE e.seq = ${BigInt(seq)} AND ${entryScope(actor)}`;
  if (found.length === 0) refuse('not_found', 'There is no such entry.');
}

/**
 * Records that the actor exported evidence, and about what. The entry is about nobody: an entry about a person
 * makes that person's open pages ask for news, and so would show that someone looked at them.
 */
const recordExport = defineMutation({
  call: 'ExportEvidence',
  permission: 'audit:read',
  request,
  describe: ({ about, format }) =>
    `evidence about ${'person' in about ? `user ${about.person}` : `entry ${about.entry}`}, as ${format.toUpperCase()}`,
  async perform(tx, { request: { about, format }, actor }) {
    const what = 'person' in about ? await nameOf(tx, actor, about.person) : `entry ${about.entry}`;
    if ('entry' in about) await demandEntry(tx, actor, about.entry);
    const target = { words: `evidence about ${what}, as ${format.toUpperCase()}` };
    return { effects: [{ target, before: null, after: about }], reply: null };
  },
});

async function nameOf(tx: Tx, actor: Actor, id: number): Promise<string> {
  const { name } = await findPerson(tx, actor, id);
  return `${name} (user ${id})`;
}

type RawEvidence = RawEntry & Omit<EvidenceEntry, keyof AuditRow | 'signedBy'> & { stored: string };

/** An entry, the removal that it restored, and the entry that restored it. */
const aroundEntry = (seq: bigint) => Prisma.sql`(e.seq = ${seq} OR (e.outcome = 'done' AND (
  e.restores = ${seq} OR e.seq = (SELECT r.restores FROM audit_entries r WHERE r.seq = ${seq} AND r.outcome = 'done'))))`;

async function readEntries(db: Tx, actor: Actor, about: About): Promise<EvidenceEntry[]> {
  const condition = 'person' in about ? isAbout(actor, about.person) : aroundEntry(BigInt(about.entry));
  const rows = await db.$queryRaw<RawEvidence[]>`
    SELECT ${entryColumns(actor)}, e.request_id AS "requestId", e.correlation_id::text AS "correlationId", e.request,
      e.before, e.after, e.prev, e.mac,
      (SELECT ${Prisma.raw(STORED_ENTRY_SQL)} FROM audit_entries WHERE seq = e.seq) AS stored
    FROM audit_entries e WHERE ${condition} AND ${entryScope(actor)}
    ORDER BY e.seq DESC LIMIT ${MAX_ENTRIES + 1}`;
  return rows.map((row) => {
    const { stored, requestId, correlationId, request, before, after, prev, mac, ...raw } = row;
    const entry = readStoredEntry(stored);
    const signer = [...auditKeys().known.values()].find(({ key }) => isSignedWith(entry, key));
    const details = { requestId, correlationId, request, before, after, prev, mac };
    return { ...entryRow(raw, actor), ...details, signedBy: signer?.fingerprint ?? null };
  });
}

/** How the chain around the entries is verified. */
interface VerificationOptions {
  /** The places that checkpoints know. */
  known: readonly KnownPlace[];
  /** Stops it. */
  signal?: AbortSignal;
}

async function verifyAround(actor: Actor, entries: EvidenceEntry[], options: VerificationOptions) {
  const [oldest, newest] = [entries.at(0)?.seq, entries.at(-1)?.seq];
  const without = (notVerified: string) => ({ verification: null, notVerified });
  if (oldest === undefined) return without('There are no entries.');
  if (!can(actor, 'audit:verify')) {
    return without(
      'Each entry was checked with the key that signed it. A PlatformAdmin can verify the chain between them.',
    );
  }
  const end = beginVerification();
  if (!end) {
    return without('Another verification of the log is running. Export this again when that has finished.');
  }
  try {
    const verification = await verifySegment({ oldest: Number(oldest), newest: Number(newest) }, options);
    return verification
      ? { verification, notVerified: null }
      : without('The entries span too much of the log to verify it here. Run npm run audit:verify.');
  } finally {
    end();
  }
}

/** Exports evidence about a person or an entry, within the actor's scope, and records that in the log. */
export const exportEvidence = {
  ...recordExport,

  /**
   * @param input `{ about: { person } | { entry }, format }`, unchecked
   * @throws Refusal 104 when the actor may not see the person or the entry
   * @throws the signal's reason when it is aborted; that the export began is recorded then
   */
  async read(
    actor: Actor | null,
    input: unknown,
    context: MutationContext,
    options: VerificationOptions,
  ): Promise<Evidence> {
    await recordExport.run(actor, input, context);
    const { about } = request.parse(input);
    if (actor === null) throw new Error('An export without an actor was recorded.');
    const { newestFirst, ...read } = await inSnapshot(async (tx) => ({
      newestFirst: await readEntries(tx, actor, about),
      about: 'person' in about ? { person: await findPerson(tx, actor, about.person) } : about,
      exportedAt: await readTime(tx),
      access: 'person' in about ? await accessOf(tx, actor, about.person) : null,
    }));
    const entries = newestFirst.slice(0, MAX_ENTRIES).toReversed();
    return {
      ...read,
      exportedBy: { id: actor.userId, name: actor.userName },
      isWholeLog: overseesAll(actor),
      hasMoreAccess: read.access !== null && hasMore(read.access),
      entries,
      hasOlder: newestFirst.length > MAX_ENTRIES,
      ...(await verifyAround(actor, entries, options)),
    };
  },
};

async function readTime(db: Tx): Promise<string> {
  const [row] = await db.$queryRaw<{ at: string }[]>`SELECT ${isoTime(Prisma.sql`now()`)} AS at`;
  return requireRow(row).at;
}
