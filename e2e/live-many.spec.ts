import { type DatabaseProxy, openDatabaseProxy } from '@/domain/testing/database-proxy';
import { create } from '@/prisma/factories';
import type { PrismaClient } from '@/prisma/generated/client';
import { expect, setting, test } from './fixtures';
import { type DirectCall, directCall } from './support/direct-calls';
import { type LiveStream, openLiveStream } from './support/live-stream';
import { type OwnConsole, startOwnConsole } from './support/own-console';
import { removeDirectly } from './support/remove-directly';

// These tests have their own console and database proxy, so that they measure only what these streams need.
test.describe.configure({ mode: 'default' });

const OF_EACH_KIND = 50;
const REMOVALS = 20;
const MOST_MEMORY = 128 * 1024 * 1024;

const [operators, roles] = [directCall('RemoveOperatorOMS'), directCall('RemoveUserRole')];

let line: DatabaseProxy;
let own: OwnConsole;
test.beforeAll(async () => {
  line = await openDatabaseProxy(setting('E2E_DATABASE_URL'));
  own = await startOwnConsole({ databaseUrl: line.url });
});
test.afterAll(() => own.server.stop());

/** A world in which removals alternate between an OMS and a role in one of two companies. */
async function makeWorld(db: PrismaClient) {
  const admin = await create.user(db, { permissions: ['SUPERUSER'] });
  const companies = { here: await create.company(db), elsewhere: await create.company(db) };
  const oms = await create.oms(db);
  const removals: { direct: DirectCall; request: Record<string, unknown> }[] = [];
  for (let nth = 0; nth < REMOVALS; nth += 1) {
    const user = await create.user(db, { permissions: ['Operator'] });
    if (nth % 2 === 0) {
      await create.assignment(db, { operatorId: user.id, omsId: oms.id });
      removals.push({ direct: operators, request: { OperatorId: user.id, OMSId: oms.id } });
    } else {
      await create.role(db, { companyId: companies.here.id, userId: user.id, role: 'CoAgent' });
      const request = { companyName: companies.here.name, roleName: 'CoAgent', userName: user.userName };
      removals.push({ direct: roles, request });
    }
  }
  return { admin, companies, removals };
}

type World = Awaited<ReturnType<typeof makeWorld>>;

/** Kinds of users, and whether a removal of an OMS and of a role is reported to them. */
const kinds: {
  make: (db: PrismaClient, world: World) => Promise<{ id: number }>;
  hears: { oms: boolean; role: boolean };
}[] = [
  {
    make: (db) => create.user(db, { permissions: ['PlatformAdmin'] }),
    hears: { oms: true, role: true },
  },
  {
    make: (db) => create.user(db, { permissions: ['Operator'] }),
    hears: { oms: true, role: false },
  },
  {
    async make(db, { companies }) {
      const user = await create.user(db);
      await create.role(db, { companyId: companies.here.id, userId: user.id, role: 'CoAdmin' });
      return user;
    },
    hears: { oms: false, role: true },
  },
  {
    async make(db, { companies }) {
      const user = await create.user(db);
      await create.role(db, { companyId: companies.elsewhere.id, userId: user.id, role: 'CoAdmin' });
      return user;
    },
    hears: { oms: false, role: false },
  },
];

/** Whether a stream has reported the changes up to an entry. */
const hasHeard = (stream: LiveStream, seq: bigint) =>
  stream.changes().some(({ id }) => id !== undefined && BigInt(id) >= seq);

test(`${OF_EACH_KIND * kinds.length} streams report ${REMOVALS} removals, each only those that its user may see`, async ({
  db,
  callerAs,
}) => {
  const world = await makeWorld(db);
  const caller = await callerAs(world.admin);
  const pool = () => own.metric('access_console_database_connections{state="total"}');
  const memory = () => own.metric('process_resident_memory_bytes');
  const memoryBefore = await memory();

  const readers: { stream: LiveStream; hears: { oms: boolean; role: boolean } }[] = [];
  for (const { make, hears } of kinds) {
    for (let nth = 0; nth < OF_EACH_KIND; nth += 1) {
      const stream = await openLiveStream(db, await make(db, world), { origin: own.origin });
      expect(stream.status).toBe(200);
      readers.push({ stream, hears });
    }
  }
  expect(await own.metric('access_console_open_streams')).toBe(readers.length);

  for (const { direct, request } of world.removals) {
    const kind = direct === operators ? 'oms' : 'role';
    await removeDirectly(caller, direct, request);
    const entry = await db.auditEntry.findFirstOrThrow({
      where: { actorId: world.admin.id },
      orderBy: { seq: 'desc' },
    });
    const hearing = readers.filter(({ hears }) => hears[kind]);
    await expect
      .poll(() => hearing.filter(({ stream }) => !hasHeard(stream, entry.seq)).length, { intervals: [20] })
      .toBe(0);
  }
  const grown = (await memory()) - memoryBefore;

  for (const { stream, hears } of readers) {
    expect(stream.isOpen()).toBe(true);
    if (!hears.oms && !hears.role) expect(stream.changes()).toEqual([]);
  }
  const pooled = await pool();
  expect(pooled).toBeLessThanOrEqual(10);
  // One more connection listens for changes.
  expect(line.connections()).toBe(pooled + 1);
  expect(grown).toBeLessThan(MOST_MEMORY);

  for (const { stream } of readers) stream.close();
  await expect.poll(() => own.metric('access_console_open_streams')).toBe(0);
  await expect.poll(async () => line.connections() - (await pool())).toBe(0);
});
