import { beforeEach, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
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
let validRequest: { operatorId: number; omsId: number };
let target: string;

beforeEach(async () => {
  actor = await newActor({ permissions: ['Operator'] });
  oms = await create.oms(database());
  const operator = await create.user(database(), { permissions: ['Operator'], operatorName: 'Dana Reyes' });
  operatorId = operator.id;
  validRequest = { operatorId, omsId: oms.id };
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
    ['with the documented keys', true, () => ({ ...validRequest, isDefault: true })],
    ['with isDefault false', false, () => ({ ...validRequest, isDefault: false })],
    ['without isDefault', false, () => validRequest],
    ['with isDefault null', false, () => ({ ...validRequest, isDefault: null })],
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
    ['an id as text', { omsId: '2' }, 'omsId must be an integer.'],
    ['a default as text', { isDefault: 'true' }, 'isDefault must be true or false.'],
    ['a key given twice', { OMSId: 7 }, 'omsId is given twice, in different case.'],
    ['a body that is not an object', null, 'The request must be an object.'],
  ])('with %s is refused with code 100', async (_, invalid, detail) => {
    expect(await add(invalid && { ...validRequest, ...invalid })).toEqual(malformed(detail));
  });
});

describe('AddOperatorOMS', () => {
  it('lets an Operator assign an OMS to themselves', async () => {
    const own = { operatorId: actor.userId, omsId: oms.id };
    expect(await add(own)).toMatchObject({ code: 0, added: [{ operator_id: actor.userId }] });
  });

  it.each([true, false])(
    'refuses an assignment that exists already, with isDefault %s',
    async (isDefault) => {
      await create.assignment(database(), { ...validRequest, isDefault });
      const detail = `Dana Reyes (operator ${operatorId}) is assigned to ${oms.name} (OMS ${oms.id}) already.`;
      expect(await add({ ...validRequest, isDefault })).toEqual(refused(101, detail, target));
    },
  );

  it('refuses a second default, and accepts the same OMS without isDefault', async () => {
    const other = await create.oms(database());
    await create.assignment(database(), { operatorId, omsId: other.id, isDefault: true });
    const detail = `OMS ${other.id} is the default of operator ${operatorId}.`;
    expect(await add({ ...validRequest, isDefault: true })).toEqual(refused(101, detail, target));
    expect(await add({ ...validRequest, isDefault: false })).toMatchObject({
      code: 0,
      removed: [],
      added: [row()],
    });
  });

  it('refuses an operator whose permission was revoked', async () => {
    await database().userPermission.deleteMany({ where: { userId: operatorId } });
    const detail = `Dana Reyes (operator ${operatorId}) does not hold the permission Operator any more.`;
    expect(await add(validRequest)).toEqual(refused(101, detail, target));
  });

  it('names an operator or OMS that does not exist, and a user who is not an operator', async () => {
    const { id } = await create.user(database(), { permissions: ['PlatformAdmin', 'SUPERUSER'] });
    for (const [unknown, words] of [
      [{ operatorId: NO_SUCH_ID }, `operator ${NO_SUCH_ID}`],
      [{ omsId: NO_SUCH_ID }, `OMS ${NO_SUCH_ID}`],
      [{ operatorId: id }, `operator ${id}`],
    ] as const) {
      const request = { ...validRequest, ...unknown };
      const about = `operator ${request.operatorId} · OMS ${request.omsId}`;
      expect(await add(request)).toEqual(refused(104, `There is no ${words}.`, about));
    }
  });

  it('is audited with the new assignment', async () => {
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
        request: { ...validRequest, isDefault: true },
        before: null,
        reply: SUCCESS,
        after: { OperatorId: operatorId, OMSId: oms.id, IsDefault: true },
      },
    ]);
    expect((await checkChain()).problems).toEqual([]);
  });

  it('gives the recorded reply to a repeated request id', async () => {
    await expectRecordedReply((context) => addOperatorOms.run(actor, validRequest, context));
  });

  it.each([true, false])('restores the state before a removal, with isDefault %s', async (isDefault) => {
    await create.assignment(database(), { ...validRequest, isDefault });
    const state = await readState();
    const removal = { OperatorId: operatorId, OMSId: oms.id, IsDefault: isDefault };
    await removeOperatorOms.run(actor, removal, contextOf());
    expect(await readState()).not.toEqual(state);
    expect(await add({ ...validRequest, isDefault })).toMatchObject({ code: 0 });
    expect(await readState()).toEqual(state);
  });
});
