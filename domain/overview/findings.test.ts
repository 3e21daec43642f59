import { beforeAll, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import {
  assignOms,
  giveRole,
  linkAccount,
  makeAccount,
  makeCompany,
  makeOms,
  makeUser,
} from '@/prisma/factories';
import { can } from '../call/permissions';
import { lists } from '../registry';
import { contextOf, newActor, signInAs } from '../testing/actors';
import { readList } from '../testing/read-list';
import { setUpTestDatabase } from '../testing/test-database';
import { getOverview } from './get';
import { FINDINGS, type Finding } from './types';

setUpTestDatabase();

const KINDS = ['Operator', 'PlatformAdmin', 'SUPERUSER', 'CoAdmin'] as const;
type Kind = (typeof KINDS)[number];

/** Names of what each finding counts, for those who oversee all. Whatever else is made is no finding. */
const EVERYTHING: Record<Finding, string[]> = {
  'barred-with-access': [
    'barred member',
    'barred operator',
    'barred trader',
    'barred two',
    'barred leader',
    'barred overseer',
    'barred idler',
  ],
  'omses-without-operator': ['empty venue', 'forsaken venue'],
  'omses-with-one-operator': ['lonely venue', 'barred venue'],
  'accounts-without-user': ['idle account'],
  'companies-without-co-admin': ['headless'],
  'companies-with-one-co-admin': ['led by one', 'led by a barred one', 'mine alone'],
  'companies-with-barred-co-admins': ['led by a barred one', 'led by barred ones'],
};

const OF_VENUES: Finding[] = ['omses-without-operator', 'omses-with-one-operator', 'accounts-without-user'];

/** What each kind of reader is told of. Left out: not his to see at all. */
const TOLD: Record<Kind, Partial<Record<Finding, string[]>>> = {
  PlatformAdmin: EVERYTHING,
  SUPERUSER: EVERYTHING,
  Operator: {
    'barred-with-access': ['barred operator', 'barred trader', 'barred two', 'barred idler'],
    ...Object.fromEntries(OF_VENUES.map((finding) => [finding, EVERYTHING[finding]])),
  },
  CoAdmin: {
    'companies-without-co-admin': [],
    'companies-with-one-co-admin': ['mine alone'],
  },
};

const readers = {} as Record<Kind, Awaited<ReturnType<typeof newActor>>>;

async function makeVenues(): Promise<void> {
  const db = database();
  const make = (userName: string, emailVerified = true) =>
    makeUser(db, { userName, emailVerified, permissions: ['Operator'] });
  const omses: Record<string, { id: number }> = {};
  for (const name of ['empty venue', 'forsaken venue', 'lonely venue', 'barred venue', 'busy venue'])
    omses[name] = await makeOms(db, { name });
  const assign = (operator: { id: number }, name: string) =>
    assignOms(db, { operatorId: operator.id, omsId: omses[name]?.id ?? 0 });
  const [one, other, barred, barredTwo] = [
    await make('one'),
    await make('other'),
    await make('barred operator', false),
    await make('barred two', false),
  ];
  await assign(one, 'lonely venue');
  await assign(barred, 'barred venue');
  for (const operator of [one, other, barredTwo]) await assign(operator, 'busy venue');
  const account = await makeAccount(db, { omsId: omses['busy venue']?.id ?? 0, handle: 'used account' });
  await makeAccount(db, { omsId: omses['busy venue']?.id ?? 0, handle: 'idle account' });
  const trader = await makeUser(db, { userName: 'barred trader', emailVerified: false });
  for (const { id: userId } of [trader, barredTwo]) await linkAccount(db, { userId, accountId: account.id });
}

async function makeCompanies(): Promise<void> {
  const db = database();
  const make = (userName: string, emailVerified = true) => makeUser(db, { userName, emailVerified });
  const [ann, ben, member, mine] = [
    await make('ann'),
    await make('ben'),
    await make('barred member', false),
    await make('mine'),
  ];
  const led = async (name: string, ...coAdmins: { id: number }[]) =>
    makeCompany(db, { name, roles: coAdmins.map(({ id: userId }) => ({ userId, role: 'CoAdmin' })) });
  const headless = await led('headless');
  await giveRole(db, { companyId: headless.id, userId: ann.id, role: 'CoAgent' });
  await led('led by one', ann);
  await led('led by two', ann, ben);
  await led('led by one and a barred one', ann, member);
  await led('led by a barred one', member);
  await led('led by barred ones', member, await make('barred leader', false));
  const own = await led('mine alone', mine);
  await giveRole(db, { companyId: own.id, userId: member.id, role: 'CoAgent' });
  readers.CoAdmin = await signInAs(mine.id);
}

beforeAll(async () => {
  await makeVenues();
  await makeCompanies();
  const barred = { emailVerified: false };
  await makeUser(database(), { ...barred, userName: 'barred and without anything' });
  await makeUser(database(), { ...barred, userName: 'barred overseer', permissions: ['PlatformAdmin'] });
  await makeUser(database(), { ...barred, userName: 'barred idler', permissions: ['Operator'] });
  for (const kind of ['Operator', 'PlatformAdmin', 'SUPERUSER'] as const)
    readers[kind] = await newActor({ permissions: [kind] });
});

describe('what needs attention', () => {
  it.each(KINDS.flatMap((kind) => FINDINGS.map((finding) => ({ kind, finding }))))(
    '$finding, told to $kind: counted exactly, and listed',
    async ({ kind, finding }) => {
      const reader = readers[kind];
      const told = TOLD[kind][finding];
      const { findings } = await getOverview.run(reader, {}, contextOf());
      if (!told) {
        expect(findings[finding]).toBeUndefined();
        expect(can(reader, lists[finding].permission)).toBe(false);
        return expect(readList(reader, finding)).rejects.toMatchObject({ kind: 'not_authorized' });
      }
      const attention = findings[finding];
      expect(attention?.count).toBe(told.length);
      const { rows, total } = await readList(reader, finding);
      expect(rows.map(({ name }) => name).sort()).toEqual(told.toSorted());
      expect(total).toEqual({ count: told.length, isMore: false });
      const byId = rows.toSorted((one, other) => Number(one.id) - Number(other.id)).slice(0, 5);
      return expect(attention?.first).toEqual(byId);
    },
  );

  it('is named only five times, and counted on', async () => {
    for (let nth = 1; nth <= 6; nth += 1) await makeOms(database());
    const { findings } = await getOverview.run(readers.Operator, {}, contextOf());
    expect(findings['omses-without-operator']).toMatchObject({ count: 8 });
    expect(findings['omses-without-operator']?.first).toHaveLength(5);
  });
});
