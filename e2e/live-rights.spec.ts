import { create } from '@/prisma/factories';
import type { PrismaClient } from '@/prisma/generated/client';
import { expect, sessionCookieName, test } from './fixtures';
import { type DirectCall, directCall } from './support/direct-calls';
import { type LiveStream, openLiveStream } from './support/live-stream';
import { removeDirectly } from './support/remove-directly';
import { makeAccountWorld, makeCompanyWorld, makeOperatorWorld } from './support/worlds';

const operators = directCall('RemoveOperatorOMS');
const links = directCall('RemoveUserAccount');
const roles = directCall('RemoveUserRole');

/**
 * Links an account to the stream's own user. Every user sees changes of their own links, so the event of this
 * link's removal marks the end of all events before it.
 */
async function makeFence(db: PrismaClient, reader: { id: number }) {
  const account = await create.account(db, { omsId: (await create.oms(db)).id });
  await create.link(db, { userId: reader.id, accountId: account.id });
  return { accountId: account.id, userId: reader.id };
}

const newest = async (db: PrismaClient) =>
  String((await db.auditEntry.aggregate({ _max: { seq: true } }))._max.seq ?? 0);

const areasOf = (stream: LiveStream) => stream.changes().map(({ data }) => data.areas);

/** Users whose stream must not report a removal, each with another user whose stream does. */
const unaware: {
  who: string;
  make: (db: PrismaClient) => Promise<{
    direct: DirectCall;
    actor: { id: number };
    request: Record<string, unknown>;
    reader: { id: number };
    control: { id: number };
  }>;
}[] = [
  {
    who: 'a CoAdmin, of an OMS of a user without a role in their company',
    async make(db) {
      const { actor, ada, oms } = await makeOperatorWorld(db);
      const { cara } = await makeCompanyWorld(db);
      const request = { OperatorId: ada.id, OMSId: oms.id };
      return { direct: operators, actor, request, reader: cara, control: actor };
    },
  },
  {
    who: 'a CoAdmin, of an OMS of a member',
    async make(db) {
      const { actor, ada, oms } = await makeOperatorWorld(db);
      const { cara, company } = await makeCompanyWorld(db);
      await create.role(db, { companyId: company.id, userId: ada.id, role: 'CoAgent' });
      const request = { OperatorId: ada.id, OMSId: oms.id };
      return { direct: operators, actor, request, reader: cara, control: actor };
    },
  },
  {
    who: 'a CoAdmin, of an account of a member',
    async make(db) {
      const { actor, ada, account } = await makeAccountWorld(db);
      const { cara, company } = await makeCompanyWorld(db);
      await create.role(db, { companyId: company.id, userId: ada.id, role: 'CoAgent' });
      const request = { accountId: account.id, userId: ada.id };
      return { direct: links, actor, request, reader: cara, control: actor };
    },
  },
  {
    who: 'a CoAdmin, of a foreign company',
    async make(db) {
      const { cara, ada, company, fred } = await makeCompanyWorld(db);
      const request = { companyName: company.name, roleName: 'CoShareholder', userName: ada.userName };
      return { direct: roles, actor: cara, request, reader: fred, control: cara };
    },
  },
  {
    who: 'a CoAdmin, of a member’s role in a foreign company',
    async make(db) {
      const { cara, ada, company, fred, foreign } = await makeCompanyWorld(db);
      await create.role(db, { companyId: foreign.id, userId: ada.id, role: 'CoAgent' });
      const request = { companyName: company.name, roleName: 'CoShareholder', userName: ada.userName };
      return { direct: roles, actor: cara, request, reader: fred, control: cara };
    },
  },
  {
    who: 'an Operator, of a role in a company',
    async make(db) {
      const { cara, ada, company } = await makeCompanyWorld(db);
      const request = { companyName: company.name, roleName: 'CoShareholder', userName: ada.userName };
      const reader = await create.user(db, { permissions: ['Operator'] });
      return { direct: roles, actor: cara, request, reader, control: cara };
    },
  },
];

for (const { who, make } of unaware) {
  test(`${who}: the stream does not contain a byte of the removal`, async ({ db, callerAs }) => {
    const { direct, actor, request, reader, control } = await make(db);
    const fence = await makeFence(db, reader);
    const since = await newest(db);
    const [hearing, silent] = [
      await openLiveStream(db, control, { since }),
      await openLiveStream(db, reader, { since }),
    ];
    await removeDirectly(await callerAs(actor), direct, request);
    await expect.poll(() => hearing.changes().length).toBeGreaterThan(0);
    await removeDirectly(await callerAs(await create.user(db, { permissions: ['Operator'] })), links, fence);
    await expect.poll(() => areasOf(silent).length).toBeGreaterThan(0);
    expect(areasOf(silent)).toEqual([[[]]]);
    for (const stream of [hearing, silent]) stream.close();
  });
}

test('a right that was removed meanwhile no longer applies to the next event', async ({ db, callerAs }) => {
  const { actor, ada, ben, oms } = await makeOperatorWorld(db);
  const reader = await create.user(db, { permissions: ['Operator'] });
  const fence = await makeFence(db, reader);
  const stream = await openLiveStream(db, reader, { since: await newest(db) });
  const caller = await callerAs(actor);
  await removeDirectly(caller, operators, { OperatorId: ada.id, OMSId: oms.id });
  await expect.poll(() => areasOf(stream).length).toBe(1);
  expect(areasOf(stream)[0]).toContainEqual(['list', 'operators']);
  await db.userPermission.deleteMany({ where: { userId: reader.id } });
  await removeDirectly(caller, operators, { OperatorId: ben.id, OMSId: oms.id });
  await removeDirectly(caller, links, fence);
  await expect.poll(() => areasOf(stream).length).toBe(2);
  expect(areasOf(stream)[1]).toEqual([[]]);
  stream.close();
});

const endings: Record<string, (db: PrismaClient, ended: { id: string; userId: number }) => Promise<unknown>> =
  {
    'was ended': (db, { id }) => db.session.update({ where: { id }, data: { endedAt: new Date() } }),
    'has expired': (db, { id }) =>
      db.session.update({
        where: { id },
        data: { createdAt: new Date(Date.now() - 60_000), expiresAt: new Date(Date.now() - 30_000) },
      }),
    'was left idle': (db, { id }) =>
      db.session.update({ where: { id }, data: { lastSeenAt: new Date(Date.now() - 16 * 60_000) } }),
    'belongs to a user whose sign-in was blocked': (db, { userId }) =>
      db.user.update({ where: { id: userId }, data: { emailVerified: false } }),
  };

for (const [how, end] of Object.entries(endings)) {
  test(`a session that ${how} gets no more events, and its stream ends with the next one`, async ({
    db,
    callerAs,
  }) => {
    const { actor, ada, oms } = await makeOperatorWorld(db);
    const reader = await create.user(db, { permissions: ['PlatformAdmin'] });
    const stream = await openLiveStream(db, reader, { since: await newest(db) });
    await end(db, { id: stream.sessionId, userId: reader.id });
    await removeDirectly(await callerAs(actor), operators, { OperatorId: ada.id, OMSId: oms.id });
    await expect.poll(() => stream.isOpen()).toBe(false);
    expect(stream.changes()).toEqual([]);
    expect(stream.events.at(-1)?.name).toBe('ended');
  });
}

test('without events, a heartbeat ends the stream of an idle session, and a stream keeps no session alive', async ({
  db,
}) => {
  const reader = await create.user(db, { permissions: ['PlatformAdmin'] });
  const stream = await openLiveStream(db, reader);
  const where = { id: stream.sessionId };
  const { lastSeenAt } = await db.session.findUniqueOrThrow({ where });
  await expect.poll(() => stream.events.length).toBeGreaterThan(2);
  expect((await db.session.findUniqueOrThrow({ where })).lastSeenAt).toEqual(lastSeenAt);
  await db.session.update({ where, data: { lastSeenAt: new Date(Date.now() - 16 * 60_000) } });
  await expect.poll(() => stream.isOpen()).toBe(false);
});

test('a client without a session gets no stream, and neither does a user without access', async ({
  db,
  callerAs,
  playwright,
  baseURL,
}) => {
  const forged = await playwright.request.newContext({
    baseURL: baseURL ?? '',
    extraHTTPHeaders: { Cookie: `${sessionCookieName()}=forged` },
  });
  for (const caller of [await callerAs(null), forged]) {
    const response = await caller.get('/api/live?since=0', { maxRedirects: 0 });
    expect(response.status()).toBe(401);
    expect(await response.json()).toMatchObject({ errorcode: 20 });
  }
  const plain = await callerAs(await create.user(db));
  expect((await plain.get('/api/live?since=0')).status()).toBe(403);
  await forged.dispose();
});
