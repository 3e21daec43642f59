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
}

/** Stands first in what is signed, so that a later layout can never be mistaken for this one. */
const LAYOUT = 1;

/**
 * The signature that ties an entry to the one before it: HMAC-SHA-256 under AUDIT_KEY, which the database
 * never holds, over the previous signature and every field in a fixed order.
 *
 * @param prev the previous entry's signature, or 64 zeros for the first
 * @param entry all that the entry says
 * @returns 64 hex digits
 */
export function signEntry(prev: string, entry: EntryFields): string {
  const signed = JSON.stringify([
    LAYOUT,
    prev,
    entry.seq.toString(),
    entry.at.toISOString(),
    entry.actorId,
    entry.actorName,
    entry.sessionId,
    entry.address,
    entry.door,
    entry.call,
    entry.outcome,
    entry.errorCode,
    entry.detail,
    entry.target,
    entry.subjectUserId,
    entry.omsId,
    entry.accountId,
    entry.companyId,
    entry.reasonCode,
    entry.reasonText,
    entry.requestId,
    entry.correlationId,
    entry.request,
    entry.before,
    entry.after,
    entry.reply,
  ]);
  return createHmac('sha256', env().AUDIT_KEY).update(signed).digest('hex');
}
