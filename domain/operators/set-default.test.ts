import { beforeEach, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import type { Actor } from '../call/actor';
import { SUCCESS } from '../call/errors';
import { contextOf, newActor } from '../testing/actors';
import { checkChain } from '../testing/chain';
import { expectRecordedReply, malformed, observeCall, refused } from '../testing/observe-call';
import { outcomeOf } from '../testing/outcome';
import { readState } from '../testing/state';
import { setUpTestDatabase } from '../testing/test-database';
import { addOperatorOms } from './add';
import { removeOperatorOms } from './remove';
import { setDefaultOperatorOms } from './set-default';

setUpTestDatabase();

const NO_SUCH_ID = 2_147_483_647;

let actor: Actor;
let OperatorId: number;
/** The operator's default OMS, and another OMS that they manage. */
let chosen: { id: number; name: string };
let other: { id: number; name: string };

beforeEach(async () => {
  actor = await newActor({ permissions: ['Operator'] });
  const operator = await create.user(database(), { permissions: ['Operator'], operatorName: 'Dana Reyes' });
  OperatorId = operator.id;
  [chosen, other] = [await create.oms(database()), await create.oms(database())];
  await create.assignment(database(), { operatorId: OperatorId, omsId: chosen.id, isDefault: true });
  await create.assignment(database(), { operatorId: OperatorId, omsId: other.id });
});

const set = (request: unknown) => observeCall(() => setDefaultOperatorOms.run(actor, request, contextOf()));
const makeRequest = (oms: { id: number }, IsDefault: boolean) => ({ OperatorId, OMSId: oms.id, IsDefault });
const row = (oms: { id: number }, isDefault: boolean) => ({
  table: 'operator_omses',
  operator_id: OperatorId,
  oms_id: oms.id,
  is_default: isDefault,
});
const clear = () =>
  database().operatorOms.updateMany({ where: { operatorId: OperatorId }, data: { isDefault: false } });

describe('a request of SetDefaultOperatorOMS', () => {
  it('is accepted with keys in another case', async () => {
    const request = { operatorid: OperatorId, OmsID: other.id, ISDEFAULT: true, sessionId: 'x' };
    expect(await set(request)).toMatchObject({ code: 0, detail: null, reply: SUCCESS });
  });

  it.each<[string, object | null, string]>([
    ['no operator', { OperatorId: 0 }, 'OperatorId is not given.'],
    ['no OMS', { OMSId: undefined }, 'OMSId is not given.'],
    ['no IsDefault', { IsDefault: undefined }, 'IsDefault is not given.'],
    ['IsDefault null', { IsDefault: null }, 'IsDefault is not given.'],
    ['IsDefault 1', { IsDefault: 1 }, 'IsDefault must be true or false.'],
    ['a fraction', { OMSId: 1.5 }, 'OMSId must be an integer.'],
    ['a key given twice', { isdefault: false }, 'IsDefault is given twice, in different case.'],
    ['a body that is not an object', [], 'The request must be an object.'],
  ])('with %s is refused with code 100', async (_, invalid, detail) => {
    const request = Array.isArray(invalid) ? invalid : { ...makeRequest(other, true), ...invalid };
    expect(await set(request)).toEqual(malformed(detail));
  });
});

describe('SetDefaultOperatorOMS', () => {
  it('with true moves the default from the previous OMS', async () => {
    const { code, removed, added } = await set(makeRequest(other, true));
    expect(code).toBe(0);
    expect(new Set(removed)).toEqual(new Set([row(chosen, true), row(other, false)]));
    expect(new Set(added)).toEqual(new Set([row(chosen, false), row(other, true)]));
  });

  it('with true sets a default where there was none, and does not change other operators', async () => {
    await clear();
    await create.assignment(database(), { operatorId: actor.userId, omsId: chosen.id, isDefault: true });
    const change = { removed: [row(other, false)], added: [row(other, true)] };
    expect(await set(makeRequest(other, true))).toMatchObject({ code: 0, ...change });
  });

  it('with true for the current default changes nothing', async () => {
    expect(await set(makeRequest(chosen, true))).toMatchObject({
      code: 0,
      reply: SUCCESS,
      removed: [],
      added: [],
    });
  });

  it('with false leaves the operator without a default', async () => {
    const change = { removed: [row(chosen, true)], added: [row(chosen, false)] };
    expect(await set(makeRequest(chosen, false))).toMatchObject({ code: 0, ...change });
  });

  it('with false is refused for an OMS that is not the default', async () => {
    const detail = `OMS ${other.id} is not the default of operator ${OperatorId}.`;
    const target = `Dana Reyes (operator ${OperatorId}) · ${other.name} (OMS ${other.id})`;
    expect(await set(makeRequest(other, false))).toEqual(refused(101, detail, target));
    await clear();
    expect(await set(makeRequest(other, false))).toEqual(refused(101, detail));
  });

  it.each([true, false])(
    'with IsDefault %s names the operator, OMS or link that does not exist',
    async (IsDefault) => {
      const foreign = await create.oms(database());
      const unassigned = `Dana Reyes (operator ${OperatorId}) is not assigned to ${foreign.name} (OMS ${foreign.id}): already removed, or never assigned.`;
      for (const [unknown, detail] of [
        [{ OperatorId: NO_SUCH_ID }, `There is no operator ${NO_SUCH_ID}.`],
        [{ OMSId: NO_SUCH_ID }, `There is no OMS ${NO_SUCH_ID}.`],
        [{ OMSId: foreign.id }, unassigned],
      ] as const) {
        expect(await set({ ...makeRequest(chosen, IsDefault), ...unknown })).toEqual(refused(104, detail));
      }
    },
  );

  it.each([
    [true, 'other', { IsDefault: false }, { IsDefault: true }],
    [false, 'chosen', { IsDefault: true }, { IsDefault: false }],
  ] as const)(
    'with IsDefault %s is audited with the default before and after',
    async (isDefault, which, was, is) => {
      const oms = which === 'other' ? other : chosen;
      const { entries } = await set(makeRequest(oms, isDefault));
      const place = { OperatorId, OMSId: oms.id };
      expect(entries).toMatchObject([
        {
          call: 'SetDefaultOperatorOMS',
          outcome: 'done',
          errorCode: 0,
          reply: SUCCESS,
          target: `Dana Reyes (operator ${OperatorId}) · ${oms.name} (OMS ${oms.id})`,
          subjectUserId: OperatorId,
          omsId: oms.id,
          request: makeRequest(oms, isDefault),
          before: { ...place, ...was, DefaultOMSId: chosen.id },
          after: { ...place, ...is, DefaultOMSId: isDefault ? oms.id : 0 },
        },
      ]);
      expect((await checkChain()).problems).toEqual([]);
    },
  );

  it('gives the recorded reply to a repeated request id', async () => {
    await expectRecordedReply((context) =>
      setDefaultOperatorOms.run(actor, makeRequest(chosen, false), context),
    );
  });

  it('sets the default again after the assignment was removed and added without it', async () => {
    const state = await readState();
    await removeOperatorOms.run(actor, { OperatorId, OMSId: chosen.id }, contextOf());
    await addOperatorOms.run(actor, { operatorId: OperatorId, omsId: chosen.id }, contextOf());
    expect(await readState()).not.toEqual(state);
    await set(makeRequest(chosen, true));
    expect(await readState()).toEqual(state);
  });

  it('leaves one default when two OMSs are made the default at once', async () => {
    const third = await create.oms(database());
    await create.assignment(database(), { operatorId: OperatorId, omsId: third.id });
    const choose = (oms: { id: number }) =>
      outcomeOf(setDefaultOperatorOms.run(actor, makeRequest(oms, true), contextOf()));
    for (let round = 0; round < 20; round += 1) {
      await choose(third);
      const outcomes = await Promise.all([chosen, other].map(choose));
      expect(outcomes).toMatchObject([{ code: 0 }, { code: 0 }]);
      const where = { operatorId: OperatorId, isDefault: true };
      expect(await database().operatorOms.count({ where })).toBe(1);
    }
  });
});
