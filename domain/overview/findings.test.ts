import { beforeAll, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import { can } from '../call/permissions';
import { lists } from '../registry';
import { contextOf, newActor, signInAs } from '../testing/actors';
import { readList } from '../testing/read-list';
import { setUpTestDatabase } from '../testing/test-database';
import { findingLists } from './findings';
import { getOverview } from './get';
import { FINDINGS, type Finding } from './types';

setUpTestDatabase();

const KINDS = ['Operator', 'PlatformAdmin', 'SUPERUSER', 'CoAdmin'] as const;
type Kind = (typeof KINDS)[number];

/** The names that each finding lists for actors who oversee everything. All other rows must not be listed. */
const EVERYTHING: Record<Finding, string[]> = {
  'blocked-with-access': [
    'blocked member',
    'blocked operator',
    'blocked trader',
    'blocked two',
    'blocked leader',
    'blocked overseer',
    'blocked idler',
  ],
  'omses-without-operator': ['empty venue', 'abandoned venue', 'blocked venue'],
  'omses-with-one-operator': ['one-operator venue'],
  'accounts-without-user': ['idle account', 'account of blocked users'],
  'companies-without-co-admin': ['headless'],
  'companies-with-one-co-admin': ['led by one', 'led by a blocked one', 'mine alone'],
  'companies-with-blocked-co-admins': ['led by a blocked one', 'led by blocked ones'],
};

const OF_VENUES: Finding[] = ['omses-without-operator', 'omses-with-one-operator', 'accounts-without-user'];

/** The findings that each kind of actor gets. A missing finding is outside their scope. */
const SHOWN: Record<Kind, Partial<Record<Finding, string[]>>> = {
  PlatformAdmin: EVERYTHING,
  SUPERUSER: EVERYTHING,
  Operator: {
    'blocked-with-access': ['blocked operator', 'blocked trader', 'blocked two', 'blocked idler'],
    ...Object.fromEntries(OF_VENUES.map((finding) => [finding, EVERYTHING[finding]])),
  },
  CoAdmin: {
    'companies-without-co-admin': [],
    'companies-with-one-co-admin': ['mine alone'],
  },
};

const actors = {} as Record<Kind, Awaited<ReturnType<typeof newActor>>>;

async function makeVenues(): Promise<void> {
  const db = database();
  const make = (userName: string, emailVerified = true) =>
    create.user(db, { userName, emailVerified, permissions: ['Operator'] });
  const omses: Record<string, { id: number }> = {};
  for (const name of ['empty venue', 'abandoned venue', 'one-operator venue', 'blocked venue', 'busy venue'])
    omses[name] = await create.oms(db, { name });
  const assign = (operator: { id: number }, name: string) =>
    create.assignment(db, { operatorId: operator.id, omsId: omses[name]?.id ?? 0 });
  const [one, other, blocked, blockedTwo] = [
    await make('one'),
    await make('other'),
    await make('blocked operator', false),
    await make('blocked two', false),
  ];
  await assign(one, 'one-operator venue');
  await assign(blockedTwo, 'one-operator venue');
  await assign(blocked, 'blocked venue');
  const former = await make('former');
  await db.userPermission.deleteMany({ where: { userId: former.id } });
  for (const name of ['abandoned venue', 'one-operator venue']) await assign(former, name);
  for (const operator of [one, other, blockedTwo]) await assign(operator, 'busy venue');
  const account = await create.account(db, { omsId: omses['busy venue']?.id ?? 0, handle: 'used account' });
  await create.account(db, { omsId: omses['busy venue']?.id ?? 0, handle: 'idle account' });
  const trader = await create.user(db, { userName: 'blocked trader', emailVerified: false });
  const { id: accountId } = await create.account(db, {
    omsId: omses['busy venue']?.id ?? 0,
    handle: 'account of blocked users',
  });
  for (const { id: userId } of [trader, blockedTwo]) await create.link(db, { userId, accountId });
  for (const { id: userId } of [one, blockedTwo]) await create.link(db, { userId, accountId: account.id });
}

async function makeCompanies(): Promise<void> {
  const db = database();
  const make = (userName: string, emailVerified = true) => create.user(db, { userName, emailVerified });
  const [ann, ben, member, mine] = [
    await make('ann'),
    await make('ben'),
    await make('blocked member', false),
    await make('mine'),
  ];
  const led = async (name: string, ...coAdmins: { id: number }[]) =>
    create.company(db, { name, roles: coAdmins.map(({ id: userId }) => ({ userId, role: 'CoAdmin' })) });
  const headless = await led('headless');
  await create.role(db, { companyId: headless.id, userId: ann.id, role: 'CoAgent' });
  await led('led by one', ann);
  await led('led by two', ann, ben);
  await led('led by one and a blocked one', ann, member);
  await led('led by a blocked one', member);
  await led('led by blocked ones', member, await make('blocked leader', false));
  const own = await led('mine alone', mine);
  await create.role(db, { companyId: own.id, userId: member.id, role: 'CoAgent' });
  actors.CoAdmin = await signInAs(mine.id);
}

beforeAll(async () => {
  await makeVenues();
  await makeCompanies();
  const blocked = { emailVerified: false };
  await create.user(database(), { ...blocked, userName: 'blocked and without anything' });
  await create.user(database(), { ...blocked, userName: 'blocked overseer', permissions: ['PlatformAdmin'] });
  await create.user(database(), { ...blocked, userName: 'blocked idler', permissions: ['Operator'] });
  for (const kind of ['Operator', 'PlatformAdmin', 'SUPERUSER'] as const)
    actors[kind] = await newActor({ permissions: [kind] });
});

describe('the findings of the overview', () => {
  it.each(KINDS.flatMap((kind) => FINDINGS.map((finding) => ({ kind, finding }))))(
    'count and list $finding exactly for a $kind, or hide it',
    async ({ kind, finding }) => {
      const actor = actors[kind];
      const shown = SHOWN[kind][finding];
      const { findings } = await getOverview.run(actor, {}, contextOf());
      if (!shown) {
        expect(findings[finding]).toBeUndefined();
        expect(can(actor, lists[finding].permission)).toBe(false);
        return expect(readList(actor, finding)).rejects.toMatchObject({ kind: 'not_authorized' });
      }
      const found = findings[finding];
      expect(found?.count).toBe(shown.length);
      const { rows, total } = await readList(actor, finding);
      expect(rows.map(({ name }) => name).sort()).toEqual(shown.toSorted());
      expect(total).toEqual({ count: shown.length, isMore: false });
      for (const { name } of rows) {
        const searched = (await readList(actor, finding, { search: String(name) })).rows;
        const alike = rows.filter((row) => String(row.name).includes(String(name)));
        expect(searched.map((row) => row.name).sort()).toEqual(alike.map((row) => row.name).sort());
      }
      const byId = rows.toSorted((one, other) => Number(one.id) - Number(other.id)).slice(0, 2);
      return expect(found?.first).toEqual(byId.map(({ id, name }) => ({ id, name })));
    },
  );

  it('list what is still held, and who is left, as far as the actor may see it', async () => {
    const rowsOf = async (kind: Kind, finding: Finding) => {
      const { rows } = await findingLists[finding].run(actors[kind], { filters: {} }, contextOf());
      return new Map(rows.map((row) => [row.name, row]));
    };
    const all = await rowsOf('SUPERUSER', 'blocked-with-access');
    expect(all.get('blocked member')?.holds).toEqual({ omses: 0, accounts: 0, roles: 4, permissions: [] });
    expect(all.get('blocked overseer')?.holds.permissions).toEqual(['PlatformAdmin']);
    const some = await rowsOf('Operator', 'blocked-with-access');
    expect(some.get('blocked two')).toMatchObject({ lastChange: null, lastSignIn: null });
    expect(some.get('blocked two')?.holds).toEqual({ omses: 2, accounts: 2, permissions: ['Operator'] });
    const single = await rowsOf('Operator', 'omses-with-one-operator');
    expect(single.get('one-operator venue')?.beside).toMatchObject({ kind: 'person', name: 'one' });
    const mine = await rowsOf('CoAdmin', 'companies-with-one-co-admin');
    expect(mine.get('mine alone')).toMatchObject({ holds: { roles: 2 }, beside: { name: 'mine' } });
  });

  it('name only the first two rows, but count all', async () => {
    for (let nth = 1; nth <= 6; nth += 1) await create.oms(database());
    const { findings } = await getOverview.run(actors.Operator, {}, contextOf());
    expect(findings['omses-without-operator']).toMatchObject({ count: 9 });
    expect(findings['omses-without-operator']?.first).toHaveLength(2);
  });
});
