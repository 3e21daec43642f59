import { create } from '@/prisma/factories';
import type { PrismaClient, User } from '@/prisma/generated/client';
import { expect, setting, test } from './fixtures';
import { ListPage } from './pages/list-page';
import { comeBack } from './support/come-back';
import { makeAccountWorld, makeCompanyWorld, makeOperatorWorld } from './support/worlds';

/** A list that a user is viewing, and the row that a program then removes from it. */
interface Case {
  call: string;
  path: string;
  make: (
    db: PrismaClient,
  ) => Promise<{ tag: string; viewer: User; going: User; staying: User; request: object }>;
}

const cases: Case[] = [
  {
    call: 'RemoveOperatorOMS',
    path: '/operators',
    async make(db) {
      const { tag, actor, ada, ben, oms } = await makeOperatorWorld(db);
      const request = { OperatorId: ada.id, OMSId: oms.id, IsDefault: false };
      return { tag, viewer: actor, going: ada, staying: ben, request };
    },
  },
  {
    call: 'RemoveUserAccount',
    path: '/account-links',
    async make(db) {
      const { tag, actor, ada, ben, account } = await makeAccountWorld(db);
      const request = { accountId: 0, accountHandle: account.handle, userId: ada.id, userName: '' };
      return { tag, viewer: actor, going: ada, staying: ben, request };
    },
  },
  {
    call: 'RemoveUserRole',
    path: '/company-roles',
    async make(db) {
      const { tag, cara, ada, ben, company } = await makeCompanyWorld(db);
      const request = { companyName: company.name, roleName: 'CompanyShareholder', userName: ada.userName };
      return { tag, viewer: cara, going: ada, staying: ben, request };
    },
  },
];

for (const { call, path, make } of cases) {
  test(`${call} through the gateway removes the row from an open page at its next refresh, and is in the audit log`, async ({
    page,
    db,
    signInAs,
    request: program,
  }) => {
    const { tag, viewer, going, staying, request } = await make(db);
    await signInAs(viewer);
    await page.clock.install();
    const list = new ListPage(page, path);
    await list.open({ search: tag });
    await expect(list.row(going.userName)).toHaveCount(1);

    const { secret: sessionId } = await create.session(db, { userId: viewer.id, door: 'gateway' });
    const ask = () =>
      program.post(`${setting('E2E_GATEWAY_URL')}/AP/${call}`, { data: { ...request, sessionId } });
    const answer = await ask();
    expect(answer.status()).toBe(200);
    // For the page's own clock its rows are old by now, and the user comes back to it.
    await page.clock.fastForward(60_000);
    await comeBack(page);
    await expect(list.row(going.userName)).toHaveCount(0);
    await expect(list.row(staying.userName)).toHaveCount(1);
    expect((await ask()).status()).toBe(404);

    const audit = new ListPage(page, '/audit');
    await audit.open({ search: going.userName });
    const done = audit.row(going.userName, 'API').filter({ hasNotText: 'Refused' });
    await expect(done.getByRole('link')).toHaveAttribute('title', new RegExp(`^${call}: `));
  });
}

test('a session of the console is not valid at the gateway, and no page of the console can open a socket there', async ({
  page,
  db,
  signInAs,
  request: program,
}) => {
  const { viewer } = (await cases[0]?.make(db)) ?? {};
  if (!viewer) throw new Error('There is nobody to try it.');
  const { secret: sessionId } = await create.session(db, { userId: viewer.id });
  const origin = setting('E2E_GATEWAY_URL');
  const answer = await program.post(`${origin}/AP/GetOperators`, { data: { sessionId } });
  expect(answer.status()).toBe(401);

  await signInAs(viewer);
  await page.goto('/operators');
  const opened = await page.evaluate(
    (url) =>
      new Promise<boolean>((resolve) => {
        const socket = new WebSocket(url);
        socket.onopen = () => resolve(true);
        socket.onerror = () => resolve(false);
      }).catch(() => false),
    `${origin.replace('http', 'ws')}/WSGateway/`,
  );
  expect(opened).toBe(false);
});
