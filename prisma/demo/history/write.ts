import { exportAudit } from '@/domain/audit-entries/export';
import { restore } from '@/domain/audit-entries/restore';
import type { KnownPlace } from '@/domain/audit-entries/verify';
import type { Actor } from '@/domain/call/actor';
import { Refusal, ServerFault } from '@/domain/call/errors';
import type { MutationContext } from '@/domain/call/mutation';
import type { Tx } from '@/domain/call/transaction';
import { calls } from '@/domain/registry';
import { withDatabase } from '../../client';
import { createRandom, type Random, randomUuid } from '../random';
import { ownClock, removeClock } from './clock';
import { doorOf, type PastAttempt, type PastCall } from './past-call';
import { SavepointClient } from './savepoints';
import { PastSessions } from './sessions';

const SEED = 20_261_126;
const DAY_MS = 24 * 60 * 60 * 1000;
const CHECKPOINT_EVERY_DAYS = 3;

/** The end of the audit log at a time in the past. */
export interface PastHead {
  at: Date;
  place: KnownPlace;
}

/**
 * Writes the demo's history: the operations of the console and the gateway run on the demo's rows, and write
 * their audit entries, while the clock of the transaction shows the past.
 *
 * @param tx the transaction that inserted the rows, as they were before the history
 * @param history in the order of time
 * @returns the ends of the log for which the console made a checkpoint
 */
export async function writeHistory(tx: Tx, history: readonly PastCall[]): Promise<PastHead[]> {
  const random = createRandom(SEED);
  const setClock = await ownClock(tx);
  const savepoints = new SavepointClient(tx);
  const sessions = new PastSessions(tx, random);
  const users = await tx.user.findMany({ select: { id: true, userName: true } });
  const ids = new Map(users.map(({ id, userName }) => [userName, id]));
  const requestIds = new Map<PastAttempt, string>();
  await withDatabase(savepoints.client, async () => {
    for (const call of history) {
      const { at, attempt } = call;
      const door = doorOf(attempt);
      await setClock(at);
      const userId = ids.get(attempt.actor) ?? 0;
      const actor = await sessions.actor({ userId, door, address: attempt.address ?? null, at });
      const signedIn = ids.get(attempt.signedIn ?? '');
      if (signedIn) await sessions.actor({ userId: signedIn, door: 'console', address: null, at });
      if (attempt.isTooSlow) savepoints.failNext();
      const context = contextOf(call, random);
      requestIds.set(attempt, context.requestId);
      await run(attempt, { actor, context, requestIds });
    }
  });
  await sessions.end();
  // What was refused days ago does not count against anybody now.
  await tx.$executeRaw`DELETE FROM attempt_counts`;
  await removeClock(tx);
  const entries = await tx.auditEntry.findMany({
    select: { seq: true, at: true, mac: true },
    orderBy: { seq: 'asc' },
  });
  return checkpointsOf(entries.map(({ seq, at, mac }) => ({ at, place: { seq: Number(seq), mac } })));
}

const contextOf = ({ attempt, reason }: PastCall, random: Random): MutationContext => ({
  door: doorOf(attempt),
  address: attempt.address ?? null,
  correlationId: randomUuid(random),
  requestId: randomUuid(random),
  ...(reason && { reason }),
  ...(attempt.isOutdated && { expectedDigest: 'of facts that have changed' }),
});

/** Runs an attempt to its end, as the console or the gateway does. */
async function run(
  { call, request, restores, isTooSlow }: PastAttempt,
  by: { actor: Actor; context: MutationContext; requestIds: ReadonlyMap<PastAttempt, string> },
): Promise<void> {
  const { actor, context, requestIds } = by;
  try {
    if (restores) await restore.run(actor, { requestId: requestIds.get(restores) }, context);
    else if (call === 'ExportAuditLog') await exportAudit.run(actor, request, context);
    else if (call !== 'Restore') await calls[call].run(actor, request, context);
  } catch (error) {
    if (error instanceof Refusal || (error instanceof ServerFault && isTooSlow)) return;
    throw error;
  }
}

/** The last end of the log before each third day. */
function checkpointsOf(heads: readonly PastHead[]): PastHead[] {
  const spanOf = ({ at }: PastHead) => Math.floor(at.getTime() / DAY_MS / CHECKPOINT_EVERY_DAYS);
  return heads.filter((head, index) => {
    const next = heads[index + 1];
    return !next || spanOf(next) !== spanOf(head);
  });
}
