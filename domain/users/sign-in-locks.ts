import { Prisma } from '@/prisma/generated/client';
import { inTransaction, present, standInLine, type Tx } from '../database';
import { isoTime } from '../iso-time';

const WINDOW_MINUTES = 15;
const FIRST_WAIT_SECONDS = 30;
const LONGEST_WAIT_SECONDS = 15 * 60;

/** Failures within the window, by what they have in common, before one has to wait. */
const MOST_FAILURES = { nameAndAddress: 10, name: 100, address: 50 };

interface Counts {
  count: number;
  /** Seconds since the newest of them, null without any. */
  age: number | null;
}

/** Seconds from the newest failure until the next try is let in: none below the limit, then doubling. */
function waitAfter(count: number, most: number): number {
  if (count < most) return 0;
  return Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** (count - most));
}

const mustWait = ({ count, age }: Counts, most: number): boolean =>
  age !== null && age < waitAfter(count, most);

/**
 * Lets a sign-in try or turns it away, by the failures so far under this name, known or not, and from this
 * address. A try that is let in counts as failed from this moment on, so that many at once can't slip past the
 * limits. clearFailures takes it back when it turns out well.
 *
 * @param userName as typed
 * @param address where the try comes from, or null when unknown: then only the limits per name apply
 * @returns whether the password may be looked at
 */
export async function admitSignIn(userName: string, address: string | null): Promise<boolean> {
  return inTransaction(async (tx) => {
    // Always the name before the address, so that no two wait for each other.
    await standInLine(tx, `sign-in name ${userName}`);
    if (address !== null) await standInLine(tx, `sign-in address ${address}`);
    const [counted] = await tx.$queryRaw<{ nameAndAddress: Counts; name: Counts; address: Counts }[]>`
      WITH recent AS (
        SELECT user_name, address, extract(epoch FROM clock_timestamp() - at)::float8 AS age FROM sign_in_failures
        WHERE at > now() - make_interval(mins => ${WINDOW_MINUTES}::int)
          AND (user_name = ${userName} OR address = ${address})
      ), same_name AS (SELECT * FROM recent WHERE user_name = ${userName})
      SELECT
        (SELECT json_build_object('count', count(*), 'age', min(age)) FROM same_name
           WHERE address IS NOT DISTINCT FROM ${address}) AS "nameAndAddress",
        (SELECT json_build_object('count', count(*), 'age', min(age)) FROM same_name) AS name,
        (SELECT json_build_object('count', count(*), 'age', min(age)) FROM recent WHERE address = ${address}) AS address`;
    const failures = present(counted);
    if (
      mustWait(failures.nameAndAddress, MOST_FAILURES.nameAndAddress) ||
      mustWait(failures.name, MOST_FAILURES.name) ||
      mustWait(failures.address, MOST_FAILURES.address)
    ) {
      return false;
    }
    await tx.signInFailure.create({ data: { userName, address } });
    await tx.$executeRaw`DELETE FROM sign_in_failures WHERE at < now() - interval '1 day'`;
    return true;
  });
}

/**
 * The state of sign-ins under a name.
 *
 * @param tx where to read
 * @param userName exact
 * @returns whether the next try has to wait, from one address at least; how many failed in the window, and when
 *   the newest did, ISO 8601
 */
export async function readSignInLock(
  tx: Tx,
  userName: string,
): Promise<{ isLocked: boolean; count: number; newest: string | null }> {
  const places = await tx.$queryRaw<{ count: number; age: number; newest: string }[]>`
    SELECT count(*)::int AS count, extract(epoch FROM clock_timestamp() - max(at))::float8 AS age, ${isoTime(Prisma.sql`max(at)`)} AS newest
    FROM sign_in_failures
    WHERE user_name = ${userName} AND at > now() - make_interval(mins => ${WINDOW_MINUTES}::int)
    GROUP BY address ORDER BY age`;
  const count = places.reduce((sum, place) => sum + place.count, 0);
  const [latest] = places;
  const isLocked =
    mustWait({ count, age: latest?.age ?? null }, MOST_FAILURES.name) ||
    places.some((place) => mustWait(place, MOST_FAILURES.nameAndAddress));
  return { isLocked, count, newest: latest?.newest ?? null };
}

/**
 * Forgets the failures under a name from one address, after a sign-in that went well.
 *
 * @param userName as typed
 * @param address as given to admitSignIn
 */
export async function clearFailures(userName: string, address: string | null): Promise<void> {
  await inTransaction((tx) => tx.signInFailure.deleteMany({ where: { userName, address } }));
}
