import { beforeAll, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import type { Actor } from '../call/actor';
import { getOms } from '../omses/get';
import { removeOperatorOms } from '../operators/remove';
import { contextOf, newActor, signInAs } from '../testing/actors';
import { readList } from '../testing/read-list';
import { setUpTestDatabase } from '../testing/test-database';
import { getPerson } from '../users/get-person';

setUpTestDatabase();

let aisha: { id: number };
let alice: { id: number };
let company: { id: number };

/** Aisha, and Alice, whose sign-in is blocked, share an OMS, an account and a company. */
beforeAll(async () => {
  const db = database();
  aisha = await create.user(db, { userName: 'aisha', permissions: ['Operator'] });
  alice = await create.user(db, { userName: 'alice', permissions: ['Operator'], emailVerified: false });
  const { id: omsId } = await create.oms(db);
  const { id: accountId } = await create.account(db, { omsId });
  company = await create.company(db);
  for (const { id } of [aisha, alice]) {
    await create.assignment(db, { operatorId: id, omsId });
    await create.link(db, { userId: id, accountId });
    await create.role(db, { companyId: company.id, userId: id, role: 'CoAdmin' });
  }
});

/** With how many others each kind of access is shared, and whether there are others at all. */
const sharedBy = async (actor: Actor, { id: userId }: { id: number }) => {
  const { omses, accounts, roles } = await getPerson.run(actor, { userId }, contextOf());
  return [omses, accounts, roles].map((part) =>
    [...new Set(part?.rows.map(({ others, hasOthers }) => `${others} ${hasOthers}`))].join(),
  );
};

describe('a person’s page', () => {
  it('tells others who are blocked from no others, and counts only those who can sign in', async () => {
    const superuser = await newActor({ permissions: ['SUPERUSER'] });
    expect(await sharedBy(superuser, aisha)).toEqual(['0 true', '0 true', '0 true']);
    expect(await sharedBy(superuser, alice)).toEqual(['1 true', '1 true', '1 true']);
  });
});

describe('a list of links', () => {
  it.each([
    ['operators', 'operatorId', 'otherOperators'],
    ['account-links', 'userId', 'otherUsers'],
  ] as const)(
    'of %s counts only others who can sign in, and marks those who can’t',
    async (list, id, others) => {
      const { rows } = await readList(await newActor({ permissions: ['SUPERUSER'] }), list);
      const byId = Object.fromEntries(rows.map((row) => [row[id] as number, row]));
      expect(byId[aisha.id]).toMatchObject({ signInBlocked: false, [others]: 0 });
      expect(byId[alice.id]).toMatchObject({ signInBlocked: true, [others]: 1 });
    },
  );

  it('of operators does not count those without the permission, and marks them', async () => {
    const { id: omsId } = await create.oms(database());
    const former = await create.user(database(), { permissions: ['Operator'] });
    await database().userPermission.deleteMany({ where: { userId: former.id } });
    for (const { id: operatorId } of [aisha, former])
      await create.assignment(database(), { operatorId, omsId });
    const superuser = await newActor({ permissions: ['SUPERUSER'] });
    const { rows } = await readList(superuser, 'operators', { filters: { oms: omsId } });
    const ofThem = rows.map(({ operatorId, lacksPermission, otherOperators }) => [
      operatorId,
      lacksPermission,
      otherOperators,
    ]);
    expect(ofThem.toSorted()).toEqual(
      [
        [aisha.id, false, 0],
        [former.id, true, 1],
      ].toSorted(),
    );
    expect((await getOms.run(superuser, { omsId }, contextOf())).ableOperators).toBe(1);
    const removal = { OperatorId: aisha.id, OMSId: omsId };
    const { facts } = await removeOperatorOms.preview.run(superuser, removal, contextOf());
    expect(facts).toMatchObject({ warnings: ['no_other_can_manage'] });
  });

  it('of company roles marks people whose sign-in is blocked, but not for a CoAdmin', async () => {
    const blockedFor = async (actor: Actor) =>
      (await readList(actor, 'company-roles')).rows.map((row) => row.signInBlocked);
    await database().userPermission.deleteMany({ where: { userId: aisha.id } });
    expect((await blockedFor(await newActor({ permissions: ['PlatformAdmin'] }))).sort()).toEqual([
      false,
      true,
    ]);
    expect(await blockedFor(await signInAs(aisha.id))).toEqual([false, false]);
  });
});

describe('a person’s page for a CoAdmin', () => {
  it('counts all others with the same role, whether they can sign in or not', async () => {
    const { id: userId } = await create.user(database());
    await create.role(database(), { companyId: company.id, userId, role: 'CoAgent' });
    await database().userPermission.deleteMany({ where: { userId: aisha.id } });
    const coAdmin = await signInAs(aisha.id);
    expect(await sharedBy(coAdmin, aisha)).toEqual(['', '', '1 true']);
    expect(await sharedBy(coAdmin, { id: userId })).toEqual(['', '', '0 false']);
  });
});
