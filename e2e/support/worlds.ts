import { randomBytes } from 'node:crypto';
import { create } from '@/prisma/factories';
import type { Prisma, User } from '@/prisma/generated/client';
import type { PermissionName } from '@/prisma/generated/enums';

type Db = Prisma.TransactionClient;

/** A text in every name of one world, so that searching for it shows only this world's rows. */
export const makeTag = () => randomBytes(4).toString('hex');

/** Users of one world, by their first names. */
async function makeUsers<Name extends string>(
  db: Db,
  { tag, names, permissions = [] }: { tag: string; names: readonly Name[]; permissions?: PermissionName[] },
): Promise<Record<Name, User>> {
  const entries: [Name, User][] = [];
  for (const name of names)
    entries.push([name, await create.user(db, { userName: `${name}-${tag}`, permissions })]);
  return Object.fromEntries(entries) as Record<Name, User>;
}

/** Two operators of one OMS, and a third Operator who sees them and manages no OMS. */
export async function makeOperatorWorld(db: Db) {
  const tag = makeTag();
  const oms = await create.oms(db, { name: `Venue ${tag}` });
  const actor = await create.user(db, { userName: `olga-${tag}`, permissions: ['Operator'] });
  const users = await makeUsers(db, { tag, names: ['ada', 'ben'] as const, permissions: ['Operator'] });
  for (const { id } of [users.ada, users.ben]) await create.assignment(db, { operatorId: id, omsId: oms.id });
  return { tag, oms, actor, ...users };
}

export type OperatorWorld = Awaited<ReturnType<typeof makeOperatorWorld>>;

/** Two users of one account, and an operator. */
export async function makeAccountWorld(db: Db) {
  const tag = makeTag();
  const oms = await create.oms(db, { name: `Venue ${tag}` });
  const account = await create.account(db, { omsId: oms.id, handle: `main-${tag}` });
  const actor = await create.user(db, { userName: `olga-${tag}`, permissions: ['Operator'] });
  const users = await makeUsers(db, { tag, names: ['ada', 'ben'] as const });
  for (const { id } of [users.ada, users.ben]) await create.link(db, { userId: id, accountId: account.id });
  return { tag, oms, account, actor, ...users };
}

/** A company with two CoAdmins and two CoShareholders, and another with one CoAdmin of its own. */
export async function makeCompanyWorld(db: Db) {
  const tag = makeTag();
  const users = await makeUsers(db, { tag, names: ['cara', 'dan', 'ada', 'ben', 'fred'] as const });
  const { cara, dan, ada, ben, fred } = users;
  const company = await create.company(db, {
    name: `Company ${tag}`,
    assets: [{ name: 'GOLD', onExchangeBalance: '1234567.5' }],
    roles: [
      { userId: cara.id, role: 'CoAdmin' },
      { userId: dan.id, role: 'CoAdmin' },
      { userId: ada.id, role: 'CoShareholder' },
      { userId: ben.id, role: 'CoShareholder' },
    ],
  });
  const foreign = await create.company(db, {
    name: `Stranger ${tag}`,
    roles: [{ userId: fred.id, role: 'CoAdmin' }],
  });
  return { tag, company, foreign, ...users };
}

/** Operators `op-01` to `op-NN`, alternating between an OMS called Odd and one called Even. */
export async function makeManyOperators(db: Db, count: number) {
  const tag = makeTag();
  const odd = await create.oms(db, { name: `Odd ${tag}` });
  const even = await create.oms(db, { name: `Even ${tag}` });
  const actor = await create.user(db, { userName: `olga-${tag}`, permissions: ['Operator'] });
  let last = actor;
  for (let nth = 1; nth <= count; nth += 1) {
    const userName = `op-${String(nth).padStart(2, '0')}-${tag}`;
    last = await create.user(db, { userName, permissions: ['Operator'] });
    await create.assignment(db, { operatorId: last.id, omsId: (nth % 2 === 1 ? odd : even).id });
  }
  return { tag, odd, even, actor, last };
}

export type ManyOperators = Awaited<ReturnType<typeof makeManyOperators>>;
