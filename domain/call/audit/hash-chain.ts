import { createHmac, type KeyObject } from 'node:crypto';
import { auditKeys } from './keys';

/** All fields of an entry that its signature covers, byte for byte. */
export interface EntryFields {
  seq: bigint;
  at: Date;
  actorId: number;
  actorName: string;
  sessionId: string | null;
  address: string | null;
  door: string;
  call: string;
  outcome: string;
  errorCode: number;
  detail: string | null;
  target: string;
  subjectUserId: number | null;
  omsId: number | null;
  accountId: number | null;
  companyId: number | null;
  reasonCode: string | null;
  reasonText: string | null;
  requestId: string;
  correlationId: string;
  request: string;
  before: string | null;
  after: string | null;
  reply: string | null;
  /** The entry of the removal that this one restored. */
  restores: bigint | null;
}

/**
 * Every field in the order in which it is signed, with its column. This order is the layout: a new field
 * needs a new layout number. `restores` follows these fields, and only in an entry that has one.
 */
export const SIGNED_FIELDS = {
  seq: 'seq',
  at: 'at',
  actorId: 'actor_id',
  actorName: 'actor_name',
  sessionId: 'session_id',
  address: 'address',
  door: 'door',
  call: 'call',
  outcome: 'outcome',
  errorCode: 'error_code',
  detail: 'detail',
  target: 'target',
  subjectUserId: 'subject_user_id',
  omsId: 'oms_id',
  accountId: 'account_id',
  companyId: 'company_id',
  reasonCode: 'reason_code',
  reasonText: 'reason_text',
  requestId: 'request_id',
  correlationId: 'correlation_id',
  request: 'request',
  before: 'before',
  after: 'after',
  reply: 'reply',
} as const satisfies Record<Exclude<keyof EntryFields, 'restores'>, string>;

/**
 * The layout number comes first in the signed text, so that one layout can't be mistaken for another. The
 * restoring layout ends with the number of the restored entry. Entries that restore nothing use the plain
 * layout, which is also the layout of all entries older than `restores`.
 */
const LAYOUT = { plain: 1, restoring: 2 } as const;

/** The previous signature of the first entry. */
export const NO_ENTRY = '0'.repeat(64);

/** A field as it appears in the signed JSON. */
type Signed = string | number | null;

function inJson(value: EntryFields[keyof EntryFields]): Signed {
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'bigint' ? value.toString() : value;
}

/** The text that is signed: the previous signature and every field in a fixed order, as JSON. */
function signedText(prev: string, fields: readonly Signed[], restores: string | null): string {
  return JSON.stringify(
    restores === null ? [LAYOUT.plain, prev, ...fields] : [LAYOUT.restoring, prev, ...fields, restores],
  );
}

const sign = (text: string, key: KeyObject): string => createHmac('sha256', key).update(text).digest('hex');

/**
 * The signature that ties an entry to the one before it: HMAC-SHA-256 under AUDIT_KEY, which the database
 * never holds.
 *
 * @param prev the previous entry's signature, or NO_ENTRY for the first
 * @returns 64 hex digits
 */
export function signEntry(prev: string, entry: EntryFields): string {
  const names = Object.keys(SIGNED_FIELDS) as (keyof typeof SIGNED_FIELDS)[];
  return sign(
    signedText(
      prev,
      names.map((name) => inJson(entry[name])),
      entry.restores === null ? null : String(entry.restores),
    ),
    auditKeys().own.key,
  );
}

/** Columns whose JSON form differs from their signed form. */
const AS_SIGNED: Partial<Record<keyof typeof SIGNED_FIELDS, string>> = {
  seq: 'seq::text',
  at: `at AT TIME ZONE 'UTC'`,
  request: 'request::text',
  before: 'before::text',
  after: 'after::text',
  reply: 'reply::text',
};

const columns = Object.entries(SIGNED_FIELDS).map(
  ([name, column]) => AS_SIGNED[name as keyof typeof SIGNED_FIELDS] ?? column,
);

/** SQL for a stored entry as one JSON array, for readStoredEntry: a single column is the fastest to read. */
export const STORED_ENTRY_SQL = `json_build_array(prev, mac, restores::text, ${columns.join(', ')})::text`;

/** The parts of a stored entry that the chain needs. */
export interface StoredEntry {
  /** Safe as a number: the log stays far below 2^53 entries. */
  seq: number;
  prev: string;
  mac: string;
  /** The text that was signed, if the stored entry is unchanged. */
  text: string;
  /** The fingerprint of the key that signs the next entries, if this entry changes the key. */
  newKey: string | null;
}

/** The call of an entry that changes the key. The old key signs it, and it names the new key. */
export const CHANGE_KEY = 'ChangeAuditKey';

/** The state before and after an entry that changes the key. */
export interface KeyInForce {
  fingerprint: string;
}

const indexOf = (name: keyof typeof SIGNED_FIELDS) => Object.keys(SIGNED_FIELDS).indexOf(name);
const [CALL, OUTCOME, AFTER] = [indexOf('call'), indexOf('outcome'), indexOf('after')];

function newKeyOf(fields: readonly Signed[]): string | null {
  if (fields[CALL] !== CHANGE_KEY || fields[OUTCOME] !== 'done') return null;
  // The signature is not checked yet, so the field can hold anything.
  const after = JSON.parse(String(fields[AFTER])) as Partial<KeyInForce> | null;
  return typeof after?.fingerprint === 'string' ? after.fingerprint : null;
}

/** PostgreSQL omits trailing zeros of a fraction; the signed text always has three digits. */
const isoOf = (at: string): string =>
  at.length === 23 ? `${at}Z` : `${(at.length === 19 ? `${at}.` : at).padEnd(23, '0')}Z`;

/**
 * Reads a stored entry.
 *
 * @param json the result of STORED_ENTRY_SQL
 */
export function readStoredEntry(json: string): StoredEntry {
  const [prev, mac, restores, seq, at, ...others] = JSON.parse(json) as [
    ...[string, string, string | null, string, string],
    ...Signed[],
  ];
  const fields = [seq, isoOf(at), ...others];
  return {
    seq: Number(seq),
    prev,
    mac,
    text: signedText(prev, fields, restores),
    newKey: newKeyOf(fields),
  };
}

/** Whether the key signed the entry as it is stored now. */
export const isSignedWith = ({ text, mac }: StoredEntry, key: KeyObject): boolean => sign(text, key) === mac;
