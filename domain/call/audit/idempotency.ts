import { Prisma } from '@/prisma/generated/client';
import { readJson } from '../../values/exact-json';
import { canonicalJson } from '../digest';
import { refuse } from '../errors';
import { advisoryLockSql, type Tx } from '../transaction';
import type { Attempt } from './write';

/** A request id, and the request that it stands for. */
type Asked = Pick<Attempt, 'actor' | 'requestId' | 'call' | 'request' | 'restores'>;

/** An entry that is done, with the numbers of entries as text. */
export interface RecordedEntry {
  seq: string;
  call: string;
  request: string;
  reply: string;
  restores: string | null;
}

/**
 * The statements that find the entry of a request id that this user has already used. A concurrent request of the
 * same user with the same id waits at the first until this transaction ends, and then finds what it recorded.
 */
export const recordedEntry = ({ actor: { userId }, requestId }: Asked): [Prisma.Sql, Prisma.Sql] => [
  advisoryLockSql(`request ${userId} ${requestId}`),
  Prisma.sql`
    SELECT seq::text, call, request::text, reply::text, restores::text FROM audit_entries
    WHERE actor_id = ${userId} AND request_id = ${requestId} AND outcome = 'done'`,
];

/**
 * Reads what recordedEntry has found.
 *
 * @returns the recorded reply and the number of its entry, or undefined when the id is new
 * @throws Refusal 101 when the id was used for another request
 */
export function recordedReply(
  [recorded]: RecordedEntry[],
  attempt: Asked,
): { reply: unknown; seq: bigint } | undefined {
  if (!recorded) return undefined;
  const isSame =
    recorded.call === attempt.call &&
    recorded.request === canonicalJson(attempt.request) &&
    recorded.restores === (attempt.restores?.toString() ?? null);
  if (!isSame) {
    refuse('operation_failed', 'This request id was used for another request. Use a new one.');
  }
  return { reply: readJson(recorded.reply), seq: BigInt(recorded.seq) };
}

/**
 * Refuses to restore a removal a second time.
 *
 * @param seq number of the removal's entry
 * @throws Refusal 101 when the removal was restored already
 */
export async function demandUnrestored(tx: Tx, seq: bigint): Promise<void> {
  const [restoring] = await tx.$queryRaw<{ target: string; actorName: string }[]>`
    SELECT target, actor_name AS "actorName" FROM audit_entries WHERE restores = ${seq} AND outcome = 'done'`;
  if (!restoring) return;
  const { target, actorName } = restoring;
  refuse('operation_failed', `This was restored already, by ${actorName}: ${target}. Nothing was changed.`);
}
