import { beforeEach, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import { getAccount } from '../accounts/get';
import { restore } from '../audit-entries/restore';
import type { Actor } from '../call/actor';
import { removeOperatorOms } from '../operators/remove';
import { contextOf, newActor } from '../testing/actors';
import { type ActorKind, makeActorScene } from '../testing/kinds-of-actor';
import { outcomeOf } from '../testing/outcome';
import { readTable } from '../testing/read-table';
import { setUpTestDatabase } from '../testing/test-database';
import { removeUserAccount } from '../user-accounts/remove';
import { getOms } from './get';

setUpTestDatabase();

const NOWHERE = 2_147_483_647;

let superuser: Actor;
beforeEach(async () => {
  superuser = await newActor({ permissions: ['SUPERUSER'] });
});

const omsOf = (actor: Actor, omsId: number) => getOms.run(actor, { omsId }, contextOf());
const accountOf = (actor: Actor, accountId: number) => getAccount.run(actor, { accountId }, contextOf());

async function makeOperator(omsId: number, { emailVerified = true, operatorName = 'Marcus Chen' } = {}) {
  const operator = await create.user(database(), { permissions: ['Operator'], emailVerified, operatorName });
  await create.assignment(database(), { operatorId: operator.id, omsId });
  return operator;
}
const unassign = (OperatorId: number, OMSId: number) =>
  removeOperatorOms.run(
    superuser,
    { OperatorId, OMSId },
    contextOf({ reason: { code: 'role_change', text: 'ACC-101' } }),
  );

describe('an OMS above the list of its operators', () => {
  it('has its name, and the numbers of its accounts, operators, and operators who can sign in', async () => {
    const { id, name } = await create.oms(database());
    await makeOperator(id);
    await makeOperator(id, { emailVerified: false });
    for (let nth = 0; nth < 3; nth += 1) await create.account(database(), { omsId: id });
    await create.account(database(), { omsId: (await create.oms(database())).id });
    const counts = { operators: 2, ableOperators: 1, accounts: 3 };
    expect(await omsOf(superuser, id)).toEqual({ id, name, ...counts, lastRemoval: null });
  });

  it('has the removal after which no operator can sign in, until it is restored', async () => {
    const { id } = await create.oms(database());
    const [first, last] = [await makeOperator(id, { operatorName: 'Aisha' }), await makeOperator(id)];
    await makeOperator(id, { emailVerified: false });
    await unassign(first.id, id);
    expect((await omsOf(superuser, id)).lastRemoval).toBeNull();
    await unassign(last.id, id);
    const { lastRemoval, operators, ableOperators } = await omsOf(superuser, id);
    expect({ operators, ableOperators }).toEqual({ operators: 1, ableOperators: 0 });
    expect(lastRemoval).toMatchObject({
      subjectName: 'Marcus Chen',
      reasonCode: 'role_change',
      target: expect.stringContaining(`(OMS ${id})`),
      mayRestore: true,
    });
    await restore.run(superuser, { seq: lastRemoval?.seq }, contextOf());
    expect(await omsOf(superuser, id)).toMatchObject({ ableOperators: 1, lastRemoval: null });
    await database().operatorOms.deleteMany({ where: { omsId: id } });
    expect((await omsOf(superuser, id)).lastRemoval, 'a restored removal is not offered').toBeNull();
  });

  it('tells of a removal only actors who may read its entry, and offers it only to those who may restore', async () => {
    const { id } = await create.oms(database());
    const { id: operatorId } = await makeOperator(id);
    await unassign(operatorId, id);
    const [operator, platformAdmin] = [
      await newActor({ permissions: ['Operator'] }),
      await newActor({ permissions: ['PlatformAdmin'] }),
    ];
    expect((await omsOf(operator, id)).lastRemoval).toBeNull();
    expect((await omsOf(platformAdmin, id)).lastRemoval).toMatchObject({ mayRestore: false });
  });

  it('has the newest removal that the actor may read, and whether no later one is hidden from them', async () => {
    const { id } = await create.oms(database());
    const operator = await newActor({ permissions: ['Operator'] });
    const [first, last] = [await makeOperator(id, { operatorName: 'Aisha' }), await makeOperator(id)];
    await removeOperatorOms.run(operator, { OperatorId: first.id, OMSId: id }, contextOf());
    await unassign(last.id, id);
    const removalFor = async (actor: Actor) => (await omsOf(actor, id)).lastRemoval;
    expect(await removalFor(operator)).toMatchObject({ subjectName: 'Aisha', isNewest: false });
    expect(await removalFor(superuser)).toMatchObject({ subjectName: 'Marcus Chen', isNewest: true });
  });
});

describe('an account above the list of its users', () => {
  it('has its OMS, its users, and the removal after which no user can sign in', async () => {
    const oms = await create.oms(database());
    const { id: accountId, handle } = await create.account(database(), { omsId: oms.id });
    const user = await create.user(database());
    await create.link(database(), { userId: user.id, accountId });
    const account = { id: accountId, handle, omsId: oms.id, omsName: oms.name };
    const linked = { ...account, users: 1, ableUsers: 1, lastRemoval: null };
    expect(await accountOf(superuser, accountId)).toEqual(linked);
    await removeUserAccount.run(superuser, { userId: user.id, accountId }, contextOf());
    expect(await accountOf(superuser, accountId)).toMatchObject({
      ...account,
      users: 0,
      ableUsers: 0,
      lastRemoval: { subjectName: user.userName, reasonCode: null, mayRestore: true },
    });
  });
});

// The code that GetOms and GetAccount give for the actor's own thing and for another's. Columns are kinds of actor.
const CODES = `
           nobody plain Operator CoAdmin elsewhere PlatformAdmin SUPERUSER blocked ended
  own          20    20        0      20        20             0         0      20    20
  foreign      20    20        0      20        20             0         0      20    20
  nowhere      20    20      104      20        20           104       104      20    20
`;

describe('the permissions of the heads of lists', () => {
  it.each(readTable(CODES, 1))(
    'what is $row.0, read by $column, gives code $cell',
    async ({ row, column, cell }) => {
      const { nextActor, own, foreign } = await makeActorScene(column as ActorKind);
      const ids = { own, foreign, nowhere: { omsId: NOWHERE, accountId: NOWHERE } }[row[0] ?? ''];
      const { omsId, accountId } = ids ?? own;
      expect(await outcomeOf(getOms.run(nextActor, { omsId }, contextOf()))).toMatchObject({
        code: Number(cell),
      });
      const account = await outcomeOf(getAccount.run(nextActor, { accountId }, contextOf()));
      expect(account).toMatchObject({ code: Number(cell) });
    },
  );

  it('refuse an id that can’t be one with code 100', async () => {
    for (const query of [getOms, getAccount]) {
      const words = outcomeOf<unknown>(query.run(superuser, { omsId: 'x', accountId: 'x' }, contextOf()));
      expect(await words).toMatchObject({ code: 100 });
    }
  });
});
