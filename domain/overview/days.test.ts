import { expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { Prisma } from '@/prisma/generated/client';
import { calls } from '../registry';
import { contextOf, newActor } from '../testing/actors';
import { outcomeOf } from '../testing/outcome';
import { makeRemovalScene } from '../testing/scene';
import { setUpTestDatabase } from '../testing/test-database';
import { getOverview } from './get';

setUpTestDatabase();

const TODAY = `(date_trunc('day', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC')`;

/**
 * Moves all entries to another time, bypassing the triggers that forbid it. No test here checks the
 * signatures.
 */
async function moveEntries(time: string): Promise<void> {
  await database().$transaction([
    database().$executeRaw`SET LOCAL session_replication_role = replica`,
    database().$executeRaw(Prisma.raw(`UPDATE audit_entries SET at = ${TODAY} + interval '${time}'`)),
  ]);
}

/**
 * An entry's time, the number of days before today on which a removal counts (null: too old), and whether a
 * refusal counts.
 */
const TIMES: [string, number | null, boolean][] = [
  ['0', 0, true],
  ['-1 millisecond', 1, true],
  ['-1 day', 1, true],
  ['-6 days', 6, true],
  ['-6 days -1 millisecond', 7, false],
  ['-29 days', 29, false],
  ['-29 days -1 millisecond', null, false],
];

const dayBefore = (today: string, days: number) =>
  new Date(Date.parse(today) - days * 86_400_000).toISOString().slice(0, 10);

it('the overview counts by UTC days: removals back to 29 days ago, refusals back to 6 days ago', async () => {
  const superuser = await newActor({ permissions: ['SUPERUSER'] });
  const { requests } = await makeRemovalScene();
  for (const [code, context] of [
    [101, contextOf({ expectedDigest: 'something else' })],
    [0, contextOf()],
  ] as const) {
    const remove = calls.RemoveOperatorOMS.run(superuser, requests.RemoveOperatorOMS, context);
    expect(await outcomeOf(remove)).toMatchObject({ code });
  }
  for (const [time, days, isCounted] of TIMES) {
    await moveEntries(time);
    const { today, removals, removers, attempts, from } = await getOverview.run(superuser, {}, contextOf());
    const day = days === null ? null : dayBefore(today, days);
    expect(removals, time).toEqual(day === null ? [] : [{ day, call: 'RemoveOperatorOMS', count: 1 }]);
    expect(from).toBe(dayBefore(today, 6));
    expect(attempts?.refused.count, time).toBe(isCounted ? 1 : 0);
    expect(removers, time).toBe(isCounted ? 1 : 0);
  }
});
