import { expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import { setUpTestDatabase } from '../testing/test-database';
import { purgeOldSessions } from './purge';

setUpTestDatabase();

const DAY_MS = 86_400_000;
const daysFromNow = (days: number) => new Date(Date.now() + days * DAY_MS);

it('the purge deletes sessions that ended over 30 days ago and failed sign-ins over a day old', async () => {
  const { id: userId } = await create.user(database());
  const make = async ({ expires, ended }: { expires: number; ended?: number }) => {
    const endedAt = ended === undefined ? null : daysFromNow(ended);
    const createdAt = daysFromNow(-100);
    return (await create.session(database(), { userId, createdAt, expiresAt: daysFromNow(expires), endedAt }))
      .id;
  };
  const kept = [
    await make({ expires: 1 }),
    await make({ expires: -29 }),
    await make({ expires: 1, ended: -29 }),
  ];
  await make({ expires: -31 });
  await make({ expires: 1, ended: -31 });
  await database().signInFailure.createMany({
    data: [-0.9, -1.1].map((days) => ({ userName: `failed ${days}`, at: daysFromNow(days) })),
  });

  expect(await purgeOldSessions()).toBe(3);
  const left = await database().session.findMany({ select: { id: true } });
  expect(left.map(({ id }) => id).sort()).toEqual(kept.sort());
  expect(await database().signInFailure.findMany({ select: { userName: true } })).toEqual([
    { userName: 'failed -0.9' },
  ]);
});

it('the purge deletes more rows than one statement does', async () => {
  const old = { userName: 'many', at: daysFromNow(-2) };
  await database().signInFailure.createMany({ data: Array.from({ length: 2_500 }, () => old) });
  expect(await purgeOldSessions()).toBe(2_500);
});
