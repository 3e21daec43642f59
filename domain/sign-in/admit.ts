import { z } from 'zod';
import { Prisma } from '@/prisma/generated/client';
import { checkedRows } from '../call/checked-rows';
import { advisoryLock, inTransaction, requireRow, type Tx } from '../call/transaction';
import {
  failuresRow,
  MAX_FAILURES,
  mustWait,
  placeOf,
  type SignInTry,
  WINDOW_MINUTES,
} from './attempt-limits';

/**
 * For this long after a session was opened from an address, the limit per name does not apply to that user
 * there.
 */
const ADDRESS_KNOWN_DAYS = 30;

const strangerRow = z.strictObject({
  nameAndAddress: failuresRow,
  name: failuresRow,
  address: failuresRow,
  isAddressKnown: z.boolean(),
});

/** Whether a known browser has used up its own attempts. Failures of other clients don't count against it. */
async function mustDeviceWait(tx: Tx, device: string): Promise<boolean> {
  await advisoryLock(tx, `sign-in device ${device}`);
  const query = Prisma.sql`
    SELECT count(*)::int AS count, extract(epoch FROM clock_timestamp() - max(at))::float8 AS age
    FROM sign_in_failures
    WHERE device = ${device}::uuid AND at > now() - make_interval(mins => ${WINDOW_MINUTES}::int)`;
  const [counted] = await checkedRows(tx, failuresRow, query);
  return mustWait(requireRow(counted), MAX_FAILURES.device);
}

/** Whether failures of unknown browsers, under this name or from this address, make this attempt wait. */
async function mustStrangerWait(tx: Tx, tried: SignInTry): Promise<boolean> {
  const { userName, userId, address } = tried;
  const place = placeOf(tried);
  // Always lock the name before the address, so that two attempts can't deadlock.
  await advisoryLock(tx, `sign-in name ${userName}`);
  if (place !== null) await advisoryLock(tx, `sign-in address ${place}`);
  const query = Prisma.sql`
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
  const [counted] = await checkedRows(tx, strangerRow, query);
  const failures = requireRow(counted);
  return (
    mustWait(failures.nameAndAddress, MAX_FAILURES.nameAndAddress) ||
    (mustWait(failures.name, MAX_FAILURES.name) && !failures.isAddressKnown) ||
    mustWait(failures.address, MAX_FAILURES.address)
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
