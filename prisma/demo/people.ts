import { firstNames, lastNames } from './names';
import type { Random } from './random';
import { type DemoWorld, demoUser } from './world';

const FIRST_USER_ID = 101;
const USERS = 300;
const OPERATORS = 40;
/** One user in this many is blocked from signing in. */
const BLOCKED_EVERY = 37;

function userNameLike(random: Random, [first, last]: [string, string]): string {
  if (random.percent(55)) return `${first[0]}${last}`.toLowerCase();
  return (random.percent(70) ? `${first}.${last}` : `${first}.${last[0]}`).toLowerCase();
}

/** Makes up users. The first ones are operators. */
export function makeUpPeople(random: Random): Pick<DemoWorld, 'users' | 'permissions' | 'operators'> {
  const taken = new Map<string, number>();
  const people = Array.from({ length: USERS }, (_, index) => {
    const [first, last] = [random.pick(firstNames), random.pick(lastNames)];
    const wanted = userNameLike(random, [first, last]);
    const before = taken.get(wanted) ?? 0;
    taken.set(wanted, before + 1);
    const user = demoUser(FIRST_USER_ID + index, before === 0 ? wanted : `${wanted}${before + 1}`);
    const isBlocked = index % BLOCKED_EVERY === BLOCKED_EVERY - 1;
    return { user: { ...user, emailVerified: !isBlocked }, fullName: `${first} ${last}` };
  });
  const operators = people.slice(0, OPERATORS);
  return {
    users: people.map(({ user }) => user),
    permissions: operators.map(({ user }) => ({ userId: user.id, permission: 'Operator' })),
    operators: operators.map(({ user, fullName }) => ({ id: user.id, name: fullName })),
  };
}
