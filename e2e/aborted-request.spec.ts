import { create } from '@/prisma/factories';
import type { PrismaClient, User } from '@/prisma/generated/client';
import { expect, test } from './fixtures';
import { sessionIdOf } from './support/direct-calls';
import { callAction } from './support/server-actions';

const paths = [
  '/',
  '/operators',
  '/account-links?search=x',
  '/company-roles',
  '/companies/1',
  '/audit',
  '/nowhere',
];

for (const path of paths) {
  test(`${path} without a session redirects to the sign-in page, which leads back`, async ({
    request,
    baseURL,
  }) => {
    const response = await request.get(path, { maxRedirects: 0 });
    expect(response.status()).toBe(307);
    const from = path === '/' ? '' : `?from=${encodeURIComponent(path)}`;
    expect(new URL(response.headers().location ?? '', baseURL).href).toBe(`${baseURL}/sign-in${from}`);
    expect((await response.text()).length).toBeLessThan(200);
  });
}

interface CutOff {
  name: string;
  cut: (db: PrismaClient, user: User) => Promise<unknown>;
  /** The statuses of a page and of a list. */
  statuses: [number, number];
}

const cutOffs: CutOff[] = [
  {
    name: 'a user whose sign-in was blocked',
    cut: (db, { id }) => db.user.update({ where: { id }, data: { emailVerified: false } }),
    statuses: [307, 401],
  },
  {
    name: 'a session that was ended',
    cut: (db, { id }) => db.session.updateMany({ where: { userId: id }, data: { endedAt: new Date() } }),
    statuses: [307, 401],
  },
  {
    name: 'a session past its last hour',
    cut: (db, { id }) => db.session.updateMany({ where: { userId: id }, data: { expiresAt: new Date() } }),
    statuses: [307, 401],
  },
  {
    name: 'a session that was idle for a quarter of an hour',
    cut: (db, { id }) =>
      db.session.updateMany({
        where: { userId: id },
        data: { lastSeenAt: new Date(Date.now() - 16 * 60_000) },
      }),
    statuses: [307, 401],
  },
  {
    name: 'a session of the gateway',
    cut: (db, { id }) => db.session.updateMany({ where: { userId: id }, data: { door: 'gateway' } }),
    statuses: [307, 401],
  },
  {
    name: 'a right that was removed',
    cut: (db, { id }) => db.userPermission.deleteMany({ where: { userId: id } }),
    statuses: [403, 403],
  },
];

for (const { name, cut, statuses } of cutOffs) {
  test(`${name} is refused on the very next request`, async ({ db, callerAs }) => {
    const user = await create.user(db, { permissions: ['Operator'] });
    const oms = await create.oms(db);
    await create.assignment(db, { operatorId: user.id, omsId: oms.id });
    const caller = await callerAs(user);
    const session = await sessionIdOf(caller);
    const statusesNow = async () => [
      (await caller.get('/operators', { maxRedirects: 0 })).status(),
      (await caller.get('/api/lists/operators')).status(),
    ];
    expect(await statusesNow()).toEqual([200, 200]);
    const preview = await caller.get('/api/previews/RemoveOperatorOMS', {
      params: { request: JSON.stringify({ OperatorId: user.id, OMSId: oms.id }) },
    });
    const { digest } = (await preview.json()) as { digest: string };

    await cut(db, user);

    expect(await statusesNow()).toEqual(statuses);
    const confirmation = {
      session,
      requestId: 'cut-off-just-now',
      reason: { code: 'clean_up' },
      expectedDigest: digest,
    };
    const answer = await callAction(caller, {
      page: '/operators',
      name: 'removeOperatorOms',
      args: [{ OperatorId: user.id, OMSId: oms.id }, confirmation],
    });
    expect(answer).toMatchObject({ ok: false, error: { errorcode: 20 } });
    expect(await db.operatorOms.count({ where: { operatorId: user.id } })).toBe(1);
  });
}
