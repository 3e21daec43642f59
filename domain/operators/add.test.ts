import { beforeEach, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { assignOms, makeOms, makeUser } from '@/prisma/factories';
import type { Actor } from '../call/actor';
import { SUCCESS } from '../call/errors';
import { contextOf, newActor } from '../testing/actors';
import { checkChain } from '../testing/chain';
import { expectRecordedReply, malformed, observeCall, refused } from '../testing/observe-call';
import { readState } from '../testing/state';
import { setUpTestDatabase } from '../testing/test-database';
import { addOperatorOms } from './add';
import { removeOperatorOms } from './remove';

setUpTestDatabase();

const NO_SUCH_ID = 2_147_483_647;

let actor: Actor;
let oms: { id: number; name: string };
let operatorId: number;
let asked: { operatorId: number; omsId: number };
let target: string;

beforeEach(async () => {
  actor = await newActor({ permissions: ['Operator'] });
  oms = await makeOms(database());
  const operator = await makeUser(database(), { permissions: ['Operator'], operatorName: 'Dana Reyes' });
  operatorId = operator.id;
  asked = { operatorId, omsId: oms.id };
  target = `Dana Reyes (operator ${operatorId}) · ${oms.name} (OMS ${oms.id})`;
});

const add = (request: unknown) => observeCall(() => addOperatorOms.run(actor, request, contextOf()));
const row = (isDefault = false) => ({
  table: 'operator_omses',
  operator_id: operatorId,
  oms_id: oms.id,
  is_default: isDefault,
});

describe('a request of AddOperatorOMS', () => {
  it.each<[string, boolean, () => unknown]>([
    ['with the documented keys', true, () => ({ ...asked, isDefault: true })],
    ['with isDefault false', false, () => ({ ...asked, isDefault: false })],
    ['without isDefault', false, () => asked],
    ['with isDefault null', false, () => ({ ...asked, isDefault: null })],
    [
      'with keys in another case',
      true,
      () => ({ OperatorId: operatorId, OMSID: oms.id, ISDEFAULT: true, sessionId: 'x' }),
    ],
  ])('%s adds exactly one assignment', async (_, isDefault, requestOf) => {
    expect(await add(requestOf())).toMatchObject({
      code: 0,
      detail: null,
      reply: SUCCESS,
      removed: [],
      added: [row(isDefault)],
    });
  });

  it.each<[string, object | null, string]>([
    ['no operator', { operatorId: 0 }, 'operatorId is not given.'],
    ['no OMS', { omsId: null }, 'omsId is not given.'],
    ['an id of text', { omsId: '2' }, 'omsId must be an integer.'],
    ['a default of text', { isDefault: 'true' }, 'isDefault must be true or false.'],
    ['a key twice', { OMSId: 7 }, 'omsId is given twice, in different case.'],
    ['no object', null, 'The request must be an object.'],
  ])('with %s is 100', async (_, invalid, detail) => {
    expect(await add(invalid && { ...asked, ...invalid })).toEqual(malformed(detail));
  });
});

describe('AddOperatorOMS', () => {
  it('may give an operator his own OMS', async () => {
    const own = { operatorId: actor.userId, omsId: oms.id };
    expect(await add(own)).toMatchObject({ code: 0, added: [{ operator_id: actor.userId }] });
  });

  it.each([true, false])('refuses what is assigned already, with isDefault %s', async (isDefault) => {
    await assignOms(database(), { ...asked, isDefault });
    const detail = `Dana Reyes (operator ${operatorId}) is assigned to ${oms.name} (OMS ${oms.id}) already.`;
    expect(await add({ ...asked, isDefault })).toEqual(refused(101, detail, target));
  });

  it('refuses a second default, and takes the same OMS without it', async () => {
    const other = await makeOms(database());
    await assignOms(database(), { operatorId, omsId: other.id, isDefault: true });
    const detail = `OMS ${other.id} is the default of operator ${operatorId}.`;
    expect(await add({ ...asked, isDefault: true })).toEqual(refused(101, detail, target));
    expect(await add({ ...asked, isDefault: false })).toMatchObject({ code: 0, removed: [], added: [row()] });
  });

  it('refuses an operator whose permission was revoked', async () => {
    await database().userPermission.deleteMany({ where: { userId: operatorId } });
    const detail = `Dana Reyes (operator ${operatorId}) does not hold the permission Operator any more.`;
    expect(await add(asked)).toEqual(refused(101, detail, target));
  });

  it('names the operator, the OMS or the user who is no operator as what is not there', async () => {
    const { id } = await makeUser(database(), { permissions: ['PlatformAdmin', 'SUPERUSER'] });
    for (const [unknown, words] of [
      [{ operatorId: NO_SUCH_ID }, `operator ${NO_SUCH_ID}`],
      [{ omsId: NO_SUCH_ID }, `OMS ${NO_SUCH_ID}`],
      [{ operatorId: id }, `operator ${id}`],
    ] as const) {
      const request = { ...asked, ...unknown };
      const about = `operator ${request.operatorId} · OMS ${request.omsId}`;
      expect(await add(request)).toEqual(refused(104, `There is no ${words}.`, about));
    }
  });

  it('is audited with the assignment as it is now', async () => {
    const { entries } = await add({ OPERATORID: operatorId, OmsId: oms.id, isDefault: true });
    expect(entries).toMatchObject([
      {
        call: 'AddOperatorOMS',
        outcome: 'done',
        errorCode: 0,
        detail: null,
        target,
        actorId: actor.userId,
        subjectUserId: operatorId,
        omsId: oms.id,
        accountId: null,
        companyId: null,
        request: { ...asked, isDefault: true },
        before: null,
        reply: SUCCESS,
        after: { OperatorId: operatorId, OMSId: oms.id, IsDefault: true },
      },
    ]);
    expect((await checkChain()).problems).toEqual([]);
  });

  it('gives the recorded reply to a repeated request id', async () => {
    await expectRecordedReply((context) => addOperatorOms.run(actor, asked, context));
  });

  it.each([true, false])('undoes a removal, default %s', async (isDefault) => {
    await assignOms(database(), { ...asked, isDefault });
    const state = await readState();
    const removal = { OperatorId: operatorId, OMSId: oms.id, IsDefault: isDefault };
    await removeOperatorOms.run(actor, removal, contextOf());
    expect(await readState()).not.toEqual(state);
    expect(await add({ ...asked, isDefault })).toMatchObject({ code: 0 });
    expect(await readState()).toEqual(state);
  });
});
