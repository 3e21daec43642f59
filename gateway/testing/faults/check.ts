import { setTimeout as sleep } from 'node:timers/promises';
import { verifyChain } from '@/domain/audit-entries/verify';
import type { PrismaClient } from '@/prisma/generated/client';
import type { SentRequest } from './clients';
import type { Link } from './links';

const keyOf = ({ actorId, requestId }: { actorId: number; requestId: string }) => `${actorId} ${requestId}`;

/** Compares answers with audit entries, and entries with links. */
async function checkRequests(
  db: PrismaClient,
  { sent, links }: { sent: readonly SentRequest[]; links: readonly Link[] },
): Promise<string[]> {
  const problems: string[] = [];
  const requests = new Map(sent.map((request) => [keyOf(request), request]));
  const doneAt = new Map<string, bigint>();
  const present = new Map(links.map(({ name }) => [name, true]));
  const entries = await db.auditEntry.findMany({
    select: { seq: true, actorId: true, requestId: true, call: true, outcome: true },
    orderBy: { seq: 'asc' },
  });
  for (const entry of entries) {
    const { seq, outcome, call } = entry;
    const key = keyOf(entry);
    const request = requests.get(key);
    const earlier = doneAt.get(key);
    if (!request) problems.push(`Entry ${seq} (${call}) belongs to no request.`);
    if (earlier !== undefined)
      problems.push(`Entry ${seq} says ${outcome} for a request that entry ${earlier} says is done.`);
    if (outcome !== 'done' || !request) continue;
    doneAt.set(key, seq);
    if (present.get(request.link.name) !== (request.direction === 'remove'))
      problems.push(`Entry ${seq}: ${call} was done a second time.`);
    present.set(request.link.name, request.direction === 'add');
  }
  for (const request of sent) {
    const isDone = doneAt.has(keyOf(request));
    if (!request.answer) problems.push(`Request ${request.requestId} never got an answer.`);
    if (request.answer && isDone !== (request.answer === 'done'))
      problems.push(
        `Request ${request.requestId} was answered ${request.answer}, but ${isDone ? 'an' : 'no'} entry says done.`,
      );
  }
  for (const { name, isThere } of links) {
    if ((await isThere(db)) !== present.get(name))
      problems.push(`The link (${name}) is not as the audit log says.`);
  }
  return problems;
}

/** Checks that no lock or transaction is left. The server needs a moment to notice that a client is gone. */
async function checkLeftOvers(db: PrismaClient): Promise<string[]> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const [left] = await db.$queryRaw<{ locks: number; transactions: number }[]>`
      SELECT (SELECT count(*)::int FROM pg_locks
          WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())) AS locks,
        (SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database()
          AND backend_type = 'client backend' AND pid <> pg_backend_pid() AND xact_start IS NOT NULL) AS transactions`;
    if (left?.locks === 0 && left.transactions === 0) return [];
    if (Date.now() > deadline)
      return [`Left over: ${left?.locks} advisory locks, ${left?.transactions} open transactions.`];
    await sleep(50);
  }
}

/**
 * Checks what must hold after any fault, once every request has its answer.
 *
 * @returns a message for each problem
 */
export async function checkInvariants(
  db: PrismaClient,
  records: { sent: readonly SentRequest[]; links: readonly Link[] },
): Promise<string[]> {
  const left = await checkLeftOvers(db);
  const { problem } = await verifyChain({ db });
  return [
    ...left,
    ...(problem ? [`The chain: ${problem.words}`] : []),
    ...(await checkRequests(db, records)),
  ];
}
