import { Prisma } from '@/prisma/generated/client';
import { advisoryLock, inTransaction, requireRow, type Tx } from '../call/transaction';
import { isoTime } from '../values/iso-time';
import { networkOf } from './network';

const WINDOW_MINUTES = 15;
const FIRST_WAIT_SECONDS = 30;
const LONGEST_WAIT_SECONDS = 15 * 60;

/**
 * For this long after a session was opened from an address, the limit per name does not apply to that user
 * there.
 */
const ADDRESS_KNOWN_DAYS = 30;

/** How many failures within the window are allowed before the next attempt must wait, by what they share. */
const MOST_FAILURES = { device: 10, nameAndAddress: 10, name: 100, address: 50 };

interface Counts {
  count: number;
  /** Seconds since the newest failure, or null without one. */
  age: number | null;
}

/** A sign-in attempt, and where it comes from. */
export interface SignInTry {
  /** As typed; it may be unknown. */
  userName: string;
  /** The user with that name, or null for an unknown name. */
  userId: number | null;
  /** Null when unknown. Then only the limits per name apply. */
  address: string | null;
  /** The browser's id, if it has signed in as this user before; otherwise null. */
  device: string | null;
}

/** Seconds from the newest failure until the next attempt is admitted: 0 below the limit, then doubling. */
function waitAfter(count: number, most: number): number {
  if (count < most) return 0;
  return Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** (count - most));
}

const mustWait = ({ count, age }: Counts, most: number): boolean =>
  age !== null && age < waitAfter(count, most);

const placeOf = ({ address }: SignInTry) => (address === null ? null : networkOf(address));

/** Whether a known browser has used up its own attempts. Failures of other clients don't count against it. */
async function mustDeviceWait(tx: Tx, device: string): Promise<boolean> {
  await advisoryLock(tx, `sign-in device ${device}`);
  const [counted] = await tx.$queryRaw<Counts[]>`
    SELECT count(*)::int AS count, extract(epoch FROM clock_timestamp() - max(at))::float8 AS age
    FROM sign_in_failures
    WHERE device = ${device}::uuid AND at > now() - make_interval(mins => ${WINDOW_MINUTES}::int)`;
  return mustWait(requireRow(counted), MOST_FAILURES.device);
}

/** Whether failures of unknown browsers, under this name or from this address, make this attempt wait. */
async function mustStrangerWait(tx: Tx, tried: SignInTry): Promise<boolean> {
  const { userName, userId, address } = tried;
  const place = placeOf(tried);
  // Always lock the name before the address, so that two attempts can't deadlock.
  await advisoryLock(tx, `sign-in name ${userName}`);
  if (place !== null) await advisoryLock(tx, `sign-in address ${place}`);
  const [counted] = await tx.$queryRaw<
    { nameAndAddress: Counts; name: Counts; address: Counts; isAddressKnown: boolean }[]
  >`
    WITH recent AS (
      SELECT user_name, address, extract(epoch FROM clock_timestamp() - at)::float8 AS age FROM sign_in_failures
      WHERE at > now() - make_interval(mins => ${WINDOW_MINUTES}::int) AND device IS NULL
        AND (user_name = ${userName} OR address = ${place})
    ), same_name AS (SELECT * FROM recent WHERE user_name = ${userName})
    SELECT
      (SELECT json_build_object('count', count(*), 'age', min(age)) FROM same_name
         WHERE address IS NOT DISTINCT FROM ${place}) AS "nameAndAddress",
      (SELECT json_build_object('count', count(*), 'age', min(age)) FROM same_name) AS name,
      (SELECT json_build_object('count', count(*), 'age', min(age)) FROM recent WHERE address = ${place}) AS address,
      EXISTS (SELECT FROM sessions WHERE user_id = ${userId} AND address = ${address}
        AND created_at > now() - make_interval(days => ${ADDRESS_KNOWN_DAYS}::int)) AS "isAddressKnown"`;
  const failures = requireRow(counted);
  return (
    mustWait(failures.nameAndAddress, MOST_FAILURES.nameAndAddress) ||
    (mustWait(failures.name, MOST_FAILURES.name) && !failures.isAddressKnown) ||
    mustWait(failures.address, MOST_FAILURES.address)
  );
}

/**
 * Admits or rejects a sign-in attempt by the failures so far: those of this browser, if it has signed in as
 * this user before, otherwise those under this name and from this address. An admitted attempt counts as
 * failed from now on, so that many attempts at once can't exceed the limits. clearFailures removes it when
 * the sign-in succeeds.
 *
 * A rejected attempt runs the same statements as an admitted one, and neither waits for the disk, so that the
 * response time does not reveal whether a name is locked.
 *
 * @returns whether the password may be checked
 */
export async function admitSignIn(tried: SignInTry): Promise<boolean> {
  const { userName, device } = tried;
  return inTransaction(async (tx) => {
    const isAdmitted = !(device === null
      ? await mustStrangerWait(tx, tried)
      : await mustDeviceWait(tx, device));
    // If a crash of the database loses this row, an attacker gains one more guess, which is acceptable.
    await tx.$executeRaw`
      INSERT INTO sign_in_failures (user_name, address, device)
      SELECT ${userName}, ${placeOf(tried)}, ${device}::uuid
      FROM set_config('synchronous_commit', 'off', TRUE) WHERE ${isAdmitted}`;
    return isAdmitted;
  });
}

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
  const places = await tx.$queryRaw<{ count: number; age: number; newest: string; isDevice: boolean }[]>`
    SELECT count(*)::int AS count, extract(epoch FROM clock_timestamp() - max(at))::float8 AS age,
      ${isoTime(Prisma.sql`max(at)`)} AS newest, device IS NOT NULL AS "isDevice"
    FROM sign_in_failures
    WHERE user_name = ${userName} AND at > now() - make_interval(mins => ${WINDOW_MINUTES}::int)
    GROUP BY address, device ORDER BY age`;
  const sum = (some: { count: number }[]) => some.reduce((total, { count }) => total + count, 0);
  const strangers = places.filter(({ isDevice }) => !isDevice);
  const isLocked =
    mustWait({ count: sum(strangers), age: strangers[0]?.age ?? null }, MOST_FAILURES.name) ||
    places.some((place) =>
      mustWait(place, place.isDevice ? MOST_FAILURES.device : MOST_FAILURES.nameAndAddress),
    );
  return { isLocked, count: sum(places), newest: places[0]?.newest ?? null };
}

/**
 * Forgets the failures that counted against an attempt that succeeded: those of its browser, or those under
 * its name from its address.
 *
 * @param tried as given to admitSignIn
 */
export async function clearFailures(tried: SignInTry): Promise<void> {
  const { userName, device } = tried;
  const where = device === null ? { userName, address: placeOf(tried), device } : { device };
  await inTransaction((tx) => tx.signInFailure.deleteMany({ where }));
}
