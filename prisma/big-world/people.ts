import { firstNames, lastNames } from './names';
import { pickSkewed, quickUuid, randomFor } from './random';
import type { BigWorld } from './size';

interface Person {
  id: number;
  firstName: string;
  lastName: string;
  userName: string;
  isBlocked: boolean;
}

const KINDS = { person: 1, guid: 8 } as const;
const BLOCKED_PERCENT = 2;

/** @param index from 0; the id is one more */
export function personAt({ seed }: Pick<BigWorld, 'seed'>, index: number): Person {
  const random = randomFor(seed, KINDS.person, index);
  const id = index + 1;
  const firstName = pickSkewed(random, firstNames);
  const lastName = pickSkewed(random, lastNames);
  return {
    id,
    firstName,
    lastName,
    userName: `${firstName}.${lastName}${id}`.toLowerCase(),
    isBlocked: random.percent(BLOCKED_PERCENT),
  };
}

/** Operators are spread evenly among the users. */
export const userOfOperator = ({ users, operators }: { users: number; operators: number }, index: number) =>
  Math.floor(((index + 0.5) * users) / operators);

/** An operator's guid, the same in every database. */
export const guidOf = ({ seed }: Pick<BigWorld, 'seed'>, id: number): string =>
  quickUuid(randomFor(seed, KINDS.guid, id));
