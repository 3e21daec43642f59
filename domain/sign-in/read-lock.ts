import { z } from 'zod';
import { Prisma } from '@/prisma/generated/client';
import { checkedRows } from '../call/checked-rows';
import type { Tx } from '../call/transaction';
import { isoTime } from '../values/iso-time';
import { failuresRow, MAX_FAILURES, mustWait, WINDOW_MINUTES } from './attempt-limits';

const placeRow = failuresRow.extend({ newest: z.string(), isDevice: z.boolean() });

/**
 * Reads the state of sign-ins under a name.
 *
 * @param userName must match exactly
 * @returns whether the next attempt must wait, from at least one browser or address; the number of failures
 *   in the window; and the time of the newest one, ISO 8601
 */
export async function readSignInLock(
  tx: Tx,
  userName: string,
): Promise<{ isLocked: boolean; count: number; newest: string | null }> {
  const query = Prisma.sql`
    SELECT count(*)::int AS count, extract(epoch FROM clock_timestamp() - max(at))::float8 AS age,
      ${isoTime(Prisma.sql`max(at)`)} AS newest, device IS NOT NULL AS "isDevice"
    FROM sign_in_failures
    WHERE user_name = ${userName} AND at > now() - make_interval(mins => ${WINDOW_MINUTES}::int)
    GROUP BY address, device ORDER BY age`;
  const places = await checkedRows(tx, placeRow, query);
  const sum = (some: { count: number }[]) => some.reduce((total, { count }) => total + count, 0);
  const strangers = places.filter(({ isDevice }) => !isDevice);
  const isLocked =
    mustWait({ count: sum(strangers), age: strangers[0]?.age ?? null }, MAX_FAILURES.name) ||
    places.some((place) =>
      mustWait(place, place.isDevice ? MAX_FAILURES.device : MAX_FAILURES.nameAndAddress),
    );
  return { isLocked, count: sum(places), newest: places[0]?.newest ?? null };
}
