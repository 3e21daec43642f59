import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import { Prisma } from '@/prisma/generated/client';
import type { PermissionName } from '@/prisma/generated/enums';
import type { Actor } from '../call/actor';
import { type Target, writeEntries } from '../call/audit/write';
import { can } from '../call/permissions';
import { inTransaction } from '../call/transaction';
import { type Change, readChanges, readNewestSeq } from '../live/changes';
import { readStreamActors } from '../live/viewers';
import { contextOf, newActor, readActor } from '../testing/actors';
import { setUpTestDatabase } from '../testing/test-database';
import { listAudit } from './list';
import { entryScope, mayReadEntry, nearestReadable } from './scope';

setUpTestDatabase();

const CODES = { done: 0, refused: 20, 'not found': 104, failed: 102 };

const CALLS = ['RemoveUserRole', 'AddUserAccount'];

/** Every combination of one value for each name. */
const product = <T extends Record<string, readonly unknown[]>>(choices: T) =>
  Object.entries(choices).reduce<Record<string, unknown>[]>(
    (chosen, [name, values]) => chosen.flatMap((one) => values.map((value) => ({ ...one, [name]: value }))),
    [{}],
  ) as { [Name in keyof T]: T[Name][number] }[];

interface Things {
  omses: { id: number }[];
  companies: { id: number }[];
}

/** Actors with every combination of permissions, OMS assignment and company roles. */
async function makeActors({ omses: [oms], companies: [company, other] }: Things) {
  const db = database();
  const kinds = product({
    Operator: [true, false],
    PlatformAdmin: [true, false],
    SUPERUSER: [true, false],
    managesOms: [true, false],
    isCoAdmin: [true, false],
    hasOtherRole: [true, false],
  });
  const holders: { actor: Actor; kind: (typeof kinds)[number] }[] = [];
  for (const kind of kinds) {
    const permissions = (['Operator', 'PlatformAdmin', 'SUPERUSER'] as PermissionName[]).filter(
      (name) => kind[name],
    );
    // Assignments outlast the permission.
    const { id } = await create.user(db, {
      permissions: [...new Set([...permissions, 'Operator' as const])],
    });
    if (!kind.Operator) await db.userPermission.deleteMany({ where: { userId: id, permission: 'Operator' } });
    if (kind.managesOms) await create.assignment(db, { operatorId: id, omsId: oms?.id ?? 0 });
    if (kind.isCoAdmin) await create.role(db, { companyId: company?.id ?? 0, userId: id, role: 'CoAdmin' });
    if (kind.hasOtherRole) await create.role(db, { companyId: other?.id ?? 0, userId: id, role: 'CoAgent' });
    const actor = await readActor((await create.session(db, { userId: id })).secret);
    if (actor) holders.push({ actor, kind });
  }
  return holders;
}

/** An entry for every combination of actor, code, OMS and company, including no OMS and no company. */
async function makeEntries({ omses, companies }: Things, actors: Actor[]) {
  const entries = product({
    actor: actors,
    code: Object.values(CODES),
    omsId: [undefined, ...omses.map(({ id }) => id)],
    companyId: [undefined, ...companies.map(({ id }) => id)],
  });
  const records = entries.map(({ actor, code, omsId, companyId }, index) => {
    const target: Target = { words: 'something' };
    if (omsId !== undefined) target.omsId = omsId;
    if (companyId !== undefined) target.companyId = companyId;
    const attempt = {
      actor,
      context: contextOf(),
      call: CALLS[index % 2] as string,
      requestId: randomUUID(),
      target,
    };
    const outcome =
      code === 0 ? ('done' as const) : code === 102 ? ('failed' as const) : ('refused' as const);
    return { attempt: { ...attempt, request: {} }, result: { outcome, errorCode: code, detail: null } };
  });
  await inTransaction((tx) => writeEntries(tx, records));
}

/** All changes after an entry, read in batches as the feed reads them. */
async function readAll(seq: bigint): Promise<Change[]> {
  const changes = await readChanges(seq);
  const last = changes.at(-1);
  return last ? [...changes, ...(await readAll(last.seq))] : [];
}

/** Filters of the list, with the same condition on an entry `e`. */
const FILTERS: [object, Prisma.Sql][] = [
  [{}, Prisma.sql`TRUE`],
  [{ call: 'AddUserAccount' }, Prisma.sql`e.call = 'AddUserAccount'`],
  [{ outcome: 'failed' }, Prisma.sql`e.outcome = 'failed'`],
  [{ kind: 'removal' }, Prisma.sql`e.outcome = 'done' AND e.call = 'RemoveUserRole'`],
  [
    { call: 'RemoveUserRole', outcome: 'refused' },
    Prisma.sql`e.call = 'RemoveUserRole' AND e.outcome = 'refused'`,
  ],
  [{ from: '2999-01-01' }, Prisma.sql`FALSE`],
];

/** The numbers of all entries of the list, page after page, and those of the same pages from the end back. */
async function readPages(actor: Actor, request: { filters: object; direction: 'asc' | 'desc' }) {
  const read = (cursor?: string | null) =>
    listAudit.run(actor, { ...request, size: 25, ...(cursor && { cursor }) }, contextOf());
  const pages = [await read()];
  for (let next = pages.at(-1)?.next; next; next = pages.at(-1)?.next) pages.push(await read(next));
  const back = pages.slice(-1);
  for (let previous = back[0]?.previous; previous; previous = back[0]?.previous)
    back.unshift(await read(previous));
  expect(back).toEqual(pages);
  for (const { total } of pages) expect(total).toEqual(pages[0]?.total);
  return { seqs: pages.flatMap(({ rows }) => rows.map(({ seq }) => seq)), count: pages[0]?.total.count };
}

it('the scope in SQL, the walk to the nearest, the list with filters and the check of the change feed give each actor the same audit entries', async () => {
  const db = database();
  const things = {
    omses: [await create.oms(db), await create.oms(db)],
    companies: [await create.company(db), await create.company(db)],
  };
  const holders = await makeActors(things);
  const before = await readNewestSeq();
  await makeEntries(things, [await newActor(), ...holders.slice(-2).map(({ actor }) => actor)]);
  const changes = await readAll(before);
  expect(changes).toHaveLength(3 * 4 * 3 * 3);
  const streamActors = await readStreamActors(
    holders.map(({ actor }) => actor.sessionId),
    changes,
  );

  const counts = new Set<number>();
  for (const [index, { actor, kind }] of holders.entries()) {
    const found = await db.$queryRaw<{ seq: bigint }[]>`
      SELECT e.seq FROM audit_entries e WHERE e.seq > ${before} AND ${entryScope(actor)} ORDER BY e.seq`;
    const streamActor = streamActors.get(actor.sessionId);
    const received = changes.filter((change) => streamActor && mayReadEntry(streamActor, change));
    expect(
      received.map(({ seq }) => seq),
      JSON.stringify(kind),
    ).toEqual(found.map(({ seq }) => seq));
    const walk = { to: 'newer', from: before, count: changes.length } as const;
    const walked = await db.$queryRaw`SELECT seq FROM ${nearestReadable(actor, walk)} walked ORDER BY seq`;
    expect(walked, JSON.stringify(kind)).toEqual(found);
    counts.add(found.length);
    if (index % 3 !== 0 || !can(actor, 'audit:read')) continue;
    for (const [filters, condition] of FILTERS) {
      const listed = await db.$queryRaw<{ seq: string }[]>`
        SELECT e.seq::text FROM audit_entries e WHERE ${entryScope(actor)} AND ${condition} ORDER BY e.seq`;
      const seqs = listed.map(({ seq }) => seq);
      const words = JSON.stringify([kind, filters]);
      for (const direction of ['asc', 'desc'] as const) {
        const expected = direction === 'asc' ? seqs : seqs.toReversed();
        const pages = { seqs: expected, count: expected.length };
        expect(await readPages(actor, { filters, direction }), words).toEqual(pages);
      }
    }
  }
  // Some actors read all entries, some read none, and some read a part of them.
  expect(counts).toContain(changes.length);
  expect(counts).toContain(0);
  expect(counts.size).toBeGreaterThan(4);
});
