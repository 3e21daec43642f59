import { createHmac } from 'node:crypto';
import { env } from '@/env';

/** Everything an entry says, as text: what the chain covers, byte for byte. */
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
  /** The entry of the removal that this one took back. */
  restores: bigint | null;
}

/** How a field's text in SQL becomes what it is in JSON. */
type Kind = 'text' | 'number' | 'bigint' | 'time';

/**
 * Every field in the order in which it is signed, with its column. This order is the layout: whoever adds a field
 * gives the layout a new number.
 */
export const SIGNED_FIELDS = {
  seq: ['seq', 'bigint'],
  at: ['at', 'time'],
  actorId: ['actor_id', 'number'],
  actorName: ['actor_name', 'text'],
  sessionId: ['session_id', 'text'],
  address: ['address', 'text'],
  door: ['door', 'text'],
  call: ['call', 'text'],
  outcome: ['outcome', 'text'],
  errorCode: ['error_code', 'number'],
  detail: ['detail', 'text'],
  target: ['target', 'text'],
  subjectUserId: ['subject_user_id', 'number'],
  omsId: ['oms_id', 'number'],
  accountId: ['account_id', 'number'],
  companyId: ['company_id', 'number'],
  reasonCode: ['reason_code', 'text'],
  reasonText: ['reason_text', 'text'],
  requestId: ['request_id', 'text'],
  correlationId: ['correlation_id', 'text'],
  request: ['request', 'text'],
  before: ['before', 'text'],
  after: ['after', 'text'],
  reply: ['reply', 'text'],
} as const satisfies Record<Exclude<keyof EntryFields, 'restores'>, readonly [column: string, kind: Kind]>;

/**
 * Stands first in what is signed, so that one layout can never be mistaken for another. The second has the number
 * of the restored entry at its end; an entry that restores nothing has the first, as all had in the beginning.
 */
const LAYOUT = { plain: 1, restoring: 2 } as const;

/** What the first entry follows. */
export const NO_ENTRY = '0'.repeat(64);

function inJson(value: EntryFields[keyof EntryFields]): string | number | null {
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'bigint' ? value.toString() : value;
}

/**
 * The text that is signed: the previous signature and every field in a fixed order, as JSON.
 *
 * @param prev the previous entry's signature, or NO_ENTRY for the first
 * @param entry all that the entry says
 */
function signedText(prev: string, entry: EntryFields): string {
  const names = Object.keys(SIGNED_FIELDS) as (keyof typeof SIGNED_FIELDS)[];
  const fields = [prev, ...names.map((name) => inJson(entry[name]))];
  return JSON.stringify(
    entry.restores === null
      ? [LAYOUT.plain, ...fields]
      : [LAYOUT.restoring, ...fields, entry.restores.toString()],
  );
}

const SQL: Record<Kind, (column: string) => string> = {
  // PostgreSQL and JavaScript escape the same characters in the same way; a test holds them together.
  text: (column) => `coalesce(to_json(${column}::text)::text, 'null')`,
  number: (column) => `coalesce(${column}::text, 'null')`,
  bigint: (column) => `'"' || ${column} || '"'`,
  time: (column) => `'"' || to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || '"'`,
};

const FIELDS_SQL = `to_json(prev::text)::text || ',' || ${Object.values(SIGNED_FIELDS)
  .map(([column, kind]) => SQL[kind](`"${column}"`))
  .join(" || ',' || ")}`;

/**
 * SQL that makes the signed text of a stored entry, byte for byte: reading it in one piece is what makes a walk
 * along the chain fast.
 */
export const SIGNED_TEXT_SQL = `
  CASE WHEN restores IS NULL THEN '[${LAYOUT.plain},' ELSE '[${LAYOUT.restoring},' END || ${FIELDS_SQL} ||
  coalesce(',"' || restores || '"]', ']')`;

/**
 * The signature that ties an entry to the one before it: HMAC-SHA-256 under AUDIT_KEY, which the database
 * never holds.
 *
 * @param text as signedText or SIGNED_TEXT_SQL gives it
 * @returns 64 hex digits
 */
export function sign(text: string): string {
  return createHmac('sha256', env().AUDIT_KEY).update(text).digest('hex');
}

/**
 * The signature of an entry.
 *
 * @param prev the previous entry's signature, or NO_ENTRY for the first
 * @param entry all that the entry says
 * @returns 64 hex digits
 */
export const signEntry = (prev: string, entry: EntryFields): string => sign(signedText(prev, entry));
