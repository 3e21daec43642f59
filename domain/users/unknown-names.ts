import { database } from '@/prisma/client';
import { Prisma } from '@/prisma/generated/client';
import type { Actor } from '../call/actor';
import { TooManyCalls } from '../call/errors';
import { can, seesEverybody } from '../call/permissions';
import { rateCounter } from '../call/rate-limits';
import type { Tx } from '../call/transaction';
import { userScope } from './scope';

/**
 * Names of nobody that a CoAdmin may give within an hour. A typing error is among a few, a search among
 * thousands.
 */
const UNKNOWN_NAMES = { calls: 20, seconds: 3_600 };

const counter = rateCounter('unknown-names', UNKNOWN_NAMES);

/** Whoever may look at everybody learns nothing by naming somebody. */
const isLimited = (actor: Actor) => !seesEverybody(actor);

/**
 * Counts a name that a CoAdmin gives if nobody has it. It is counted before the call that gives it is done,
 * and outside of its transaction: many calls at once can't slip past the limit, and a refusal does not undo
 * the count.
 *
 * @param actor who gives it
 * @param userName as given
 */
export async function countUnknownName(actor: Actor, userName: string): Promise<void> {
  if (!isLimited(actor) || !can(actor, 'company-role:add')) return;
  const [known] = await database().$queryRaw<unknown[]>`
    SELECT 1 FROM users WHERE lower(user_name) = lower(${userName}) AND user_name = ${userName}`;
  if (!known) await counter.count(String(actor.userId));
}

/**
 * Stops a CoAdmin who has named too many people who do not exist from naming anybody but members of his
 * companies, known or not: the answer must not tell one from the other.
 *
 * @param tx the transaction
 * @param actor who names somebody, with his rights of this moment
 * @param userName as given
 * @throws TooManyCalls with the seconds until the limit starts anew
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
