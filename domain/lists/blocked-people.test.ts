import { beforeAll, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import type { Actor } from '../call/actor';
import { getOms } from '../omses/get';
import { removeOperatorOms } from '../operators/remove';
import { contextOf, newActor, signInAs } from '../testing/actors';
import { readList } from '../testing/read-list';
import { setUpTestDatabase } from '../testing/test-database';

setUpTestDatabase();

let aisha: { id: number };
let alice: { id: number };

/** Aisha, and Alice, whose sign-in is blocked, share an OMS, an account and a company. */
beforeAll(async () => {
  const db = database();
  aisha = await create.user(db, { userName: 'aisha', permissions: ['Operator'] });
  alice = await create.user(db, { userName: 'alice', permissions: ['Operator'], emailVerified: false });
  const { id: omsId } = await create.oms(db);
  const { id: accountId } = await create.account(db, { omsId });
  const { id: companyId } = await create.company(db);
  for (const { id } of [aisha, alice]) {
    await create.assignment(db, { operatorId: id, omsId });
    await create.link(db, { userId: id, accountId });
    await create.role(db, { companyId, userId: id, role: 'CoAdmin' });
  }
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
