import { chooseDistinct, randomFor, skewed } from './random';
import { heldBefore, heldBy } from './shares';
import type { BigWorld, Size } from './size';

// Who has access to what. Users, accounts, OMSs and companies are numbered from 0 here; an id is one more.

const KINDS = { link: 4, default: 5, assignment: 6, role: 7 } as const;

/** Links that lead to an account with many users; the others lead to each account in turn. */
const SHARED_PERCENT = 15;
/** Users with a default account, if they have any account. */
export const DEFAULT_PERCENT = 20;
const TWO_ROLES_PERCENT = 10;

const hasCommonDivisor = (one: number, other: number): boolean =>
  other === 0 ? one > 1 : hasCommonDivisor(other, one % other);

/** A step that reaches every number below `size`, and numbers far apart one after the other. */
function stepThrough(size: number): number {
  let step = Math.max(1, Math.round(size * 0.618));
  while (hasCommonDivisor(size, step)) step += 1;
  return step;
}

/** The accounts of a user, all different. */
export function accountsOf({ seed }: Pick<BigWorld, 'seed'>, { links, usedAccounts }: Size, user: number) {
  const random = randomFor(seed, KINDS.link, user);
  const first = heldBefore(links, user);
  const step = stepThrough(usedAccounts);
  return chooseDistinct(heldBy(links, user), usedAccounts, (position) =>
    random.percent(SHARED_PERCENT)
      ? skewed(random, usedAccounts, 4)
      : ((first + position) * step) % usedAccounts,
  );
}

/** The user's default account, or undefined. */
export function defaultOf(world: Pick<BigWorld, 'seed'>, size: Size, user: number): number | undefined {
  if (!randomFor(world.seed, KINDS.default, user).percent(DEFAULT_PERCENT)) return;
  return accountsOf(world, size, user)[0];
}

/** The OMSs of an operator, the default one first. */
export function omsesOf({ seed }: Pick<BigWorld, 'seed'>, { assignments, omses }: Size, operator: number) {
  const random = randomFor(seed, KINDS.assignment, operator);
  const common = omses - 2;
  const chosen = chooseDistinct(heldBy(assignments, operator), common, () => skewed(random, common, 3));
  // Nobody else has this one.
  return operator === 0 ? [...chosen.slice(0, -1), common] : chosen;
}

export interface Role {
  user: number;
  role: 'CoAdmin' | 'CoShareholder' | 'CoAgent';
}

const OTHER_ROLES = [
  ...Array<Role['role']>(5).fill('CoShareholder'),
  ...Array<Role['role']>(3).fill('CoAgent'),
  ...Array<Role['role']>(2).fill('CoAdmin'),
];

const MEMBERS = ['CoShareholder', 'CoAgent'] as const;

/** The roles in a company, in the order in which they were given. Some companies have one CoAdmin, a few none. */
export function rolesOf({ seed }: Pick<BigWorld, 'seed'>, { roles, users }: Size, company: number): Role[] {
  const random = randomFor(seed, KINDS.role, company);
  const share = random.whole(1, 100);
  const coAdmins = share <= 2 ? 0 : share <= 12 ? 1 : 2;
  const people = chooseDistinct(heldBy(roles, company), users, () => skewed(random, users, 1.5));
  const given: Role[] = [];
  people.forEach((user, position) => {
    const before = given.at(-1);
    const isMember = before?.user === people[position - 1] && before !== undefined;
    if (position < coAdmins) given.push({ user, role: 'CoAdmin' });
    else if (isMember && random.percent(TWO_ROLES_PERCENT)) {
      given.push({ user: before.user, role: before.role === 'CoAgent' ? 'CoShareholder' : 'CoAgent' });
    } else {
      given.push({ user, role: coAdmins < 2 ? random.pick(MEMBERS) : random.pick(OTHER_ROLES) });
    }
  });
  return given;
}
