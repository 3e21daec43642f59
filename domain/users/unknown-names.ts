import { database } from '@/prisma/client';
import { Prisma } from '@/prisma/generated/client';
import type { Actor } from '../call/actor';
import { TooManyCalls } from '../call/errors';
import { can, seesEverybody } from '../call/permissions';
import { rateCounter } from '../call/rate-limits';
import type { Tx } from '../call/transaction';
import { userScope } from './scope';

/**
 * How many names that do not exist a CoAdmin may enter within an hour. A few are typing errors; a guessing
 * attack needs thousands.
 */
const UNKNOWN_NAMES = { calls: 20, seconds: 3_600 };

const counter = rateCounter('unknown-names', UNKNOWN_NAMES);

/** Actors who may see all users learn nothing new from guessing names. */
const isLimited = (actor: Actor) => !seesEverybody(actor);

/**
 * Counts a name that a CoAdmin enters and that does not exist. The count happens before the call and outside
 * of its transaction: many calls at once can't exceed the limit, and a refusal does not undo the count.
 */
export async function countUnknownName(actor: Actor, userName: string): Promise<void> {
  if (!isLimited(actor) || !can(actor, 'company-role:add')) return;
  const [known] = await database().$queryRaw<unknown[]>`
    SELECT 1 FROM users WHERE lower(user_name) = lower(${userName}) AND user_name = ${userName}`;
  if (!known) await counter.count(String(actor.userId));
}

/**
 * Limits a CoAdmin who has entered too many unknown names to members of companies that they manage. The limit
 * applies to existing and unknown names alike, so that the answer does not reveal which exist.
 *
 * @param actor with current permissions
 * @throws TooManyCalls with the seconds until the count starts again
 */
export async function demandNameable(tx: Tx, actor: Actor, userName: string): Promise<void> {
  if (!isLimited(actor)) return;
  const seconds = await counter.secondsOver(tx, String(actor.userId));
  if (seconds === null) return;
  const [member] = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM users u WHERE lower(u.user_name) = lower(${userName}) AND u.user_name = ${userName}
      AND ${userScope(actor, Prisma.sql`u.id`)}`;
  if (member) return;
  throw new TooManyCalls(
    seconds,
    `You have named more than ${UNKNOWN_NAMES.calls} people who do not exist within an hour. ` +
      'Until then you can name members of your companies only.',
  );
}
