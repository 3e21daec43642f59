import { create } from '@/prisma/factories';
import { expect, test } from './fixtures';
import { PersonPage } from './pages/person-page';
import { PlanDialog } from './pages/plan-dialog';
import { sessionIdOf } from './support/direct-calls';
import { accessOf, makePersonWorld } from './support/person-world';
import { entriesOf } from './support/removal-cases';
import { callAction } from './support/server-actions';

test('a SUPERUSER blocks and allows a PlatformAdmin’s sign-in, unlocks it, and revokes the permission', async ({
  page,
  db,
  signInAs,
}) => {
  const { tag, user } = await makePersonWorld(db, { permissions: ['PlatformAdmin'] });
  const superuser = await create.user(db, { userName: `sue-${tag}`, permissions: ['SUPERUSER'] });
  await db.signInFailure.createMany({
    data: Array.from({ length: 10 }, () => ({ userName: user.userName, address: '192.0.2.1' })),
  });
  await signInAs(superuser);
  const person = new PersonPage(page, user);
  await person.open();

  /** Confirms a plan of a single step, and closes its dialog. */
  const confirm = async (verb: string, words: string) => {
    const dialog = new PlanDialog(page, user.userName, verb);
    await expect(dialog.cancel).toBeFocused();
    await expect(dialog.root).toContainText(words);
    await dialog.run({ reason: 'Security incident' });
    await expect(dialog.status).toHaveText('1 of 1 done.');
    await dialog.close.click();
    await expect(dialog.root).toBeHidden();
  };
  const main = page.getByRole('main');
  const blocked = main.getByText('Sign-in blocked', { exact: true });

  await expect(main.getByText('Locked after 10 failed sign-ins')).toBeVisible();
  await person.choose(`Block sign-in: ${user.userName}`);
  await confirm('Block sign-in', 'can no longer sign in, and all sessions end.');
  await expect(blocked).toBeVisible();
  expect(await accessOf(db, user)).toMatchObject({ mayTryToSignIn: false });

  await main.getByRole('button', { name: 'Unblock sign-in' }).click();
  await confirm('Unblock sign-in', 'can sign in again, with all the access they still have.');
  await expect(blocked).toHaveCount(0);
  expect(await accessOf(db, user)).toMatchObject({ mayTryToSignIn: true });

  await main.getByRole('button', { name: 'Clear failed sign-ins' }).click();
  await confirm('Clear failed sign-ins', '10 failed attempts');
  await expect(main.getByText('Locked after')).toHaveCount(0);
  expect(await db.signInFailure.count({ where: { userName: user.userName } })).toBe(0);

  await person.choose('Revoke permission: Permission PlatformAdmin');
  await confirm('Revoke permission', 'no longer holds the permission PlatformAdmin.');
  expect(await accessOf(db, user)).toMatchObject({ permissions: 0 });
  const entries = await entriesOf(db, superuser);
  expect(entries.map(({ call }) => call)).toEqual([
    'SetUserInfo',
    'SetUserInfo',
    'UnlockUser',
    'RevokeUserPermission',
  ]);
  for (const entry of entries) {
    expect(entry).toMatchObject({ outcome: 'done', reasonCode: 'security_incident' });
  }
});

const confirmed = (session: string, requestId: string) => ({
  session,
  requestId,
  reason: { code: 'clean_up', text: '' },
});

test('an Operator is offered no action on a PlatformAdmin’s sign-in, and direct calls are refused', async ({
  page,
  db,
  callerAs,
  signInAs,
}) => {
  const { tag, user } = await makePersonWorld(db, { permissions: ['PlatformAdmin'] });
  await db.signInFailure.create({ data: { userName: user.userName, address: '192.0.2.1' } });
  const operator = await create.user(db, { userName: `olga-${tag}`, permissions: ['Operator'] });
  await signInAs(operator);
  const person = new PersonPage(page, user);
  await person.open();
  await expect(person.rows('Sign-in')).toHaveCount(1);
  await expect(person.rows('Sign-in').getByRole('checkbox')).toHaveCount(0);
  await expect(page.getByRole('main').getByRole('button', { name: 'Clear failed sign-ins' })).toHaveCount(0);

  const before = await accessOf(db, user);
  const caller = await callerAs(operator);
  const asked: [string, object][] = [
    ['setUserInfo', { userId: user.id, emailVerified: false }],
    ['unlockUser', { UserId: user.id }],
    ['revokeUserPermission', { UserId: user.id, Permission: 'PlatformAdmin' }],
    ['forceUserLogoff', { username: user.userName }],
  ];
  for (const [name, request] of asked) {
    const args = [request, confirmed(await sessionIdOf(caller), `a-request-for-${name}`)];
    expect(await callAction(caller, { page: `/people/${user.id}`, name, args }), name).toMatchObject({
      ok: false,
      error: { errorcode: 20 },
    });
  }
  expect(await accessOf(db, user)).toEqual(before);
  expect(await db.signInFailure.count({ where: { userName: user.userName } })).toBe(1);
  expect((await entriesOf(db, operator)).map(({ call, errorCode }) => [call, errorCode])).toEqual(
    ['SetUserInfo', 'UnlockUser', 'RevokeUserPermission', 'ForceUserLogoff'].map((call) => [call, 20]),
  );
});
