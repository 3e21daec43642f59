import pg from 'pg';
import { beforeAll, expect, it, vi } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import type { Actor } from '../call/actor';
import { getOms } from '../omses/get';
import { getOverview } from '../overview/get';
import { contextOf, newActor, signInAs } from '../testing/actors';
import { explain, nodesOf, statementsDuring, withClient } from '../testing/query-plans';
import { setUpTestDatabase } from '../testing/test-database';
import { getAuditEntry } from './get';
import { listAudit } from './list';

setUpTestDatabase();

/** Entries about an OMS that the Operator does not manage, before and after the few that they may read. */
const OTHERS = 20_000;
const READABLE = ['10001', '10002', '10003'];
/** Rows that a statement may read: a bounded part of the log. */
const FEW = 2_000;

let operator: Actor;
let foreign: { id: number };

beforeAll(async () => {
  const db = database();
  const { id } = await create.user(db, { permissions: ['Operator'] });
  const own = await create.oms(db);
  foreign = await create.oms(db);
  await create.assignment(db, { operatorId: id, omsId: own.id });
  operator = await signInAs(id);
  const { userId: strangerId } = await newActor();
  await withClient(async (client) => {
    await client.query(
      `INSERT INTO audit_entries (seq, at, actor_id, actor_name, door, call, outcome, error_code, target, oms_id,
         request_id, correlation_id, request, prev, mac)
       SELECT n, now() - n * interval '1 second', CASE WHEN n = 10002 THEN $1::int ELSE $2::int END, 'user', 'console',
         'RemoveOperatorOMS', 'done', 0, 'target', CASE WHEN n IN (10001, 10003) THEN $3::int WHEN n <> 10002 THEN $4::int END,
         'request-' || n, gen_random_uuid(), '{}', '', ''
       FROM generate_series(1, ${OTHERS}) n`,
      [id, strangerId, own.id, foreign.id],
    );
    await client.query('ANALYZE audit_entries');
  });
});

/** The most rows that a node of the plan of one of the statements reads whose text contains `words`. */
async function mostRowsRead(words: string, work: () => Promise<unknown>): Promise<number> {
  const sent = (await statementsDuring(work)).filter(({ text }) => text.includes(words));
  expect(sent).toHaveLength(1);
  const read = (await explain(sent)).flatMap(nodesOf).map((node) => {
    const removed = (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0);
    return (node['Actual Rows'] + removed) * node['Actual Loops'];
  });
  return Math.max(...read);
}

const NEIGHBOURS = 'AS previous';
const LATEST = 'ORDER BY e.seq DESC';
const LAST_REMOVAL = 'max(newest.seq)';
const readEntry = (seq: string) => getAuditEntry.run(operator, { seq }, contextOf());
const readOverview = () => getOverview.run(operator, {}, contextOf());
const readOms = () => getOms.run(operator, { omsId: foreign.id }, contextOf());

it('the neighbours of an entry are those that the actor may read, found without reading the log between them', async () => {
  const found = await Promise.all(READABLE.map(readEntry));
  expect(found.map(({ previous, next }) => [previous, next])).toEqual([
    [null, '10002'],
    ['10001', '10003'],
    ['10002', null],
  ]);
  for (const seq of READABLE) {
    expect(await mostRowsRead(NEIGHBOURS, () => readEntry(seq))).toBeLessThan(FEW);
  }
});

it('the latest activity is all that the actor may read, found without reading the rest of the log', async () => {
  const { latest } = await readOverview();
  expect(latest?.map(({ seq }) => seq)).toEqual(READABLE.toReversed());
  expect(await mostRowsRead(LATEST, readOverview)).toBeLessThan(FEW);
});

it.each([
  [{}, READABLE],
  [{ call: 'RemoveOperatorOMS' }, READABLE],
  [{ outcome: 'done' }, READABLE],
  [{ outcome: 'failed' }, []],
  [{ kind: 'removal', from: '2000-01-01' }, READABLE],
  [{ call: 'UnlockUser' }, []],
])(
  'the list with the filters %j has all that the actor may read, found without reading the rest of the log',
  async (filters, seqs) => {
    for (const direction of ['asc', 'desc'] as const) {
      const read = () => listAudit.run(operator, { filters, direction }, contextOf());
      const { rows, total } = await read();
      expect(rows.map(({ seq }) => seq)).toEqual(direction === 'asc' ? seqs : seqs.toReversed());
      expect(total).toEqual({ count: seqs.length, isMore: false });
      expect(await mostRowsRead('AS keys', read)).toBeLessThan(FEW);
    }
  },
);

it('the last removal is looked for in a bounded part of the entries about the thing', async () => {
  expect(await readOms()).toMatchObject({ operators: 0, lastRemoval: null });
  expect(await mostRowsRead(LAST_REMOVAL, readOms)).toBeLessThan(FEW);
});

/** Fails like a statement that PostgreSQL cancels. */
const TOO_LONG = `DO $$ BEGIN RAISE 'canceling statement due to statement timeout' USING ERRCODE = '57014'; END $$`;

/** Runs work while the statements whose text contains `words` take too long. */
async function whileSlow<T>(words: string, work: () => Promise<T>): Promise<T> {
  const send = pg.Client.prototype.query as (...asked: unknown[]) => unknown;
  const query = vi.spyOn(pg.Client.prototype, 'query');
  query.mockImplementation(function (this: pg.Client, ...asked: unknown[]) {
    const [statement] = asked as [string | { text: string }];
    const text = typeof statement === 'string' ? statement : statement.text;
    return text.includes(words)
      ? send.call(this, TOO_LONG, ...asked.filter((one) => typeof one === 'function'))
      : send.apply(this, asked);
  } as never);
  try {
    return await work();
  } finally {
    query.mockRestore();
  }
}

it('a page does without the neighbours, the latest activity or the last removal if reading them takes too long', async () => {
  const alone = { seq: '10002', previous: null, next: null };
  expect(await whileSlow(NEIGHBOURS, () => readEntry('10002'))).toMatchObject(alone);
  expect(await whileSlow(LATEST, readOverview)).toMatchObject({ latest: null });
  expect(await whileSlow(LAST_REMOVAL, readOms)).toMatchObject({ id: foreign.id, lastRemoval: null });
});
