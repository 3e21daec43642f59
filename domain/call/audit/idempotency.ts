import { readJson } from '../../values/exact-json';
import { canonicalJson } from '../digest';
import { refuse } from '../errors';
import { advisoryLock, type Tx } from '../transaction';
import type { Attempt } from './write';

/**
 * Finds the recorded reply to a request id that this user has already used. A concurrent request of the same
 * user with the same id waits until this transaction ends, and then finds what it recorded.
 *
 * @returns the recorded reply and the number of its entry, or undefined when the id is new
 * @throws Refusal 101 when the id was used for another request
 */
export async function findRecordedReply(
  tx: Tx,
  attempt: Pick<Attempt, 'actor' | 'requestId' | 'call' | 'request' | 'restores'>,
): Promise<{ reply: unknown; seq: bigint } | undefined> {
  const { actor, requestId } = attempt;
  const { userId } = actor;
  await advisoryLock(tx, `request ${userId} ${requestId}`);
  const [recorded] = await tx.$queryRaw<
    { seq: bigint; call: string; request: string; reply: string; restores: bigint | null }[]
  >`
    SELECT seq, call, request::text AS request, reply::text AS reply, restores FROM audit_entries
    WHERE actor_id = ${userId} AND request_id = ${requestId} AND outcome = 'done'`;
  if (!recorded) return undefined;
  const isSame =
    recorded.call === attempt.call &&
    recorded.request === canonicalJson(attempt.request) &&
    recorded.restores === (attempt.restores ?? null);
  if (!isSame) {
    refuse('operation_failed', 'This request id was used for another request. Use a new one.');
  }
  return { reply: readJson(recorded.reply), seq: recorded.seq };
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
