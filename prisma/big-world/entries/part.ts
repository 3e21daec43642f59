import type { Client } from 'pg';
import { type EntryFields, SIGNED_FIELDS, signEntry } from '@/domain/call/audit/hash-chain';
import { canonicalJson } from '@/domain/call/digest';
import type { ERRORS } from '@/domain/call/errors';
import { REMOVAL_REASONS } from '@/domain/call/types';
import type { Row } from '../copy-rows';
import type { Part } from '../part';
import { pickSkewed, quickUuid, randomFor } from '../random';
import type { BigWorld, Size } from '../size';
import { anyRemoval } from './removals';

const KIND = 9;
const YEAR_MS = 365 * 24 * 60 * 60 * 1000;
const NO_REASON_PERCENT = 20;
const NOT_FOUND: (typeof ERRORS)['not_found']['errorcode'] = 104;

const json = (value: object | null) => (value === null ? null : JSON.stringify(value));

/** The entry with this number, as the console would have written it. */
function entryAt(world: BigWorld, size: Size, index: number): EntryFields {
  const random = randomFor(world.seed, KIND, index);
  const removal = anyRemoval({ world, size, random });
  const { target } = removal;
  const hasReason = !random.percent(NO_REASON_PERCENT);
  const isRefused = removal.refusal !== null;
  const age = Math.round((YEAR_MS * (world.entries - index)) / world.entries);
  return {
    seq: BigInt(index) + 1n,
    at: new Date(world.end.getTime() - age),
    actorId: removal.actor.id,
    actorName: removal.actor.userName,
    sessionId: quickUuid(random),
    address: null,
    door: random.percent(70) ? 'console' : 'gateway',
    call: removal.call,
    outcome: isRefused ? 'refused' : 'done',
    errorCode: isRefused ? NOT_FOUND : 0,
    detail: removal.refusal,
    target: target.words,
    subjectUserId: target.subjectUserId ?? null,
    omsId: target.omsId ?? null,
    accountId: target.accountId ?? null,
    companyId: target.companyId ?? null,
    reasonCode: hasReason ? pickSkewed(random, Object.keys(REMOVAL_REASONS)) : null,
    reasonText: hasReason ? `ACC-${index + 1}` : null,
    requestId: quickUuid(random),
    correlationId: quickUuid(random),
    request: canonicalJson(removal.request),
    before: json(removal.before),
    after: json(removal.after),
    reply: json(removal.reply),
    restores: null,
  };
}

const NAMES = Object.keys(SIGNED_FIELDS) as (keyof typeof SIGNED_FIELDS)[];

/**
 * Locks the head of the chain, which must be where the entries of this world end.
 *
 * @returns its signature
 */
async function lockHead(client: Client, seq: number): Promise<string> {
  const { rows } = await client.query<{ seq: string; mac: string }>(
    'SELECT seq, mac FROM audit_head WHERE id = 1 FOR UPDATE',
  );
  if (rows[0]?.seq === String(seq)) return rows[0].mac;
  throw new Error(
    `The audit log ends with entry ${rows[0]?.seq} instead of ${seq}: something else has written to it. Use an empty database.`,
  );
}

/** The audit entries of a year, signed with AUDIT_KEY in one chain, as verification expects them. */
export const auditEntries = (world: BigWorld, size: Size): Part => ({
  name: 'audit entries',
  target: `audit_entries (${Object.values(SIGNED_FIELDS).join(', ')}, prev, mac)`,
  holders: world.entries,
  rows: world.entries,
  async open(client, first) {
    let mac = await lockHead(client, first);
    let seq = first;
    return {
      rowsOf(index): Row[] {
        const entry = entryAt(world, size, index);
        const prev = mac;
        mac = signEntry(prev, entry);
        seq = index + 1;
        return [[...NAMES.map((name) => entry[name]), prev, mac]];
      },
      async close() {
        await client.query('UPDATE audit_head SET seq = $1, mac = $2 WHERE id = 1', [seq, mac]);
      },
    };
  },
});
