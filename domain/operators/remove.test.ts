import { beforeEach, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import type { Actor } from '../call/actor';
import type { MutationContext } from '../call/mutation';
import { contextOf, newActor } from '../testing/actors';
import { outcomeOf } from '../testing/outcome';
import { changesSince, readEntries, readState } from '../testing/state';
import { setUpTestDatabase } from '../testing/test-database';
import { removeOperatorOms } from './remove';

setUpTestDatabase();

const SUCCESS = { result: true, errormsg: null, errorcode: 0, detail: null };
const NO_SUCH_ID = 2_147_483_647;

let actor: Actor;
let link: { operatorId: number; omsId: number };

beforeEach(async () => {
  actor = await newActor({ permissions: ['Operator'] });
  const operator = await create.user(database(), { permissions: ['Operator'], operatorName: 'Dana Reyes' });
  link = { operatorId: operator.id, omsId: (await create.oms(database())).id };
  await create.assignment(database(), { ...link, isDefault: true });
});

const remove = (request: unknown, context: Partial<MutationContext> = {}) =>
  outcomeOf(removeOperatorOms.run(actor, request, contextOf(context)));
const preview = (request: unknown) => removeOperatorOms.preview.run(actor, request, contextOf());
const makeRequest = () => ({ OperatorId: link.operatorId, OMSId: link.omsId });
const isAssigned = async () => (await database().operatorOms.count({ where: link })) === 1;

describe('a request of RemoveOperatorOMS', () => {
  it.each<[string, (ids: ReturnType<typeof makeRequest>) => unknown]>([
    ['with the documented keys', (ids) => ({ ...ids, IsDefault: true })],
    ['without IsDefault', (ids) => ids],
    ['with IsDefault null', (ids) => ({ ...ids, IsDefault: null })],
    [
      'with keys in another case',
      (ids) => ({ operatorid: ids.OperatorId, OmsID: ids.OMSId, ISDEFAULT: true }),
    ],
    ['with unknown keys', (ids) => ({ ...ids, sessionId: 'x', Operator: 1 })],
  ])('%s is accepted', async (_, requestOf) => {
    expect(await remove(requestOf(makeRequest()))).toEqual({ code: 0, detail: null, reply: SUCCESS });
    expect(await isAssigned()).toBe(false);
  });

  it.each<[string, object | null, string]>([
    ['no OperatorId', { OperatorId: undefined }, 'OperatorId is not given.'],
    ['OperatorId 0', { OperatorId: 0 }, 'OperatorId is not given.'],
    ['OperatorId null', { OperatorId: null }, 'OperatorId is not given.'],
    ['OperatorId as text', { OperatorId: '2' }, 'OperatorId must be an integer.'],
    ['a fraction', { OperatorId: 1.5 }, 'OperatorId must be an integer.'],
    ['a negative id', { OMSId: -1 }, 'OMSId must be a positive integer.'],
    ['an id too large', { OMSId: 2 ** 31 }, 'OMSId must be at most 2147483647.'],
    ['a default as text', { IsDefault: 'true' }, 'IsDefault must be true or false.'],
    ['a default of 0', { IsDefault: 0 }, 'IsDefault must be true or false.'],
    ['a key given twice', { operatorID: 7 }, 'OperatorId is given twice, in different case.'],
    [
      'two invalid ids',
      { OperatorId: 'a', OMSId: 'b' },
      'OperatorId must be an integer; OMSId must be an integer.',
    ],
    ['a body that is not an object', null, 'The request must be an object.'],
  ])('with %s is refused with code 100, and writes nothing', async (_, invalid, detail) => {
    const [state, entries] = [await readState(), await readEntries()];
    expect(await remove(invalid && { ...makeRequest(), ...invalid })).toEqual({
      code: 100,
      detail,
      reply: null,
    });
    expect(await changesSince(state)).toEqual({ removed: [], added: [] });
    expect(await readEntries()).toEqual(entries);
  });
});

describe('RemoveOperatorOMS', () => {
  it('removes one assignment, and keeps the permission, the user and their other OMSs', async () => {
    const other = await create.oms(database());
    await create.assignment(database(), { operatorId: link.operatorId, omsId: other.id });
    const state = await readState();
    expect(await remove(makeRequest())).toMatchObject({ code: 0 });
    const removed = {
      table: 'operator_omses',
      operator_id: link.operatorId,
      oms_id: link.omsId,
      is_default: true,
    };
    expect(await changesSince(state)).toEqual({ removed: [removed], added: [] });
    const left = await database().operatorOms.findMany({ where: { operatorId: link.operatorId } });
    expect(left, 'no default is promoted').toMatchObject([{ omsId: other.id, isDefault: false }]);
  });

  it('removes the last operator of an OMS, even if that is the actor', async () => {
    const { id: omsId } = await create.oms(database());
    await create.assignment(database(), { operatorId: actor.userId, omsId });
    expect(await remove({ OperatorId: actor.userId, OMSId: omsId })).toMatchObject({ code: 0 });
    expect(await database().operatorOms.count({ where: { omsId } })).toBe(0);
  });

  it('removes an assignment of a user whose permission Operator was revoked', async () => {
    await database().userPermission.deleteMany({ where: { userId: link.operatorId } });
    expect(await remove(makeRequest())).toMatchObject({ code: 0 });
  });

  it.each([
    [true, false, 'is not the default'],
    [false, true, 'is the default'],
  ])('refuses IsDefault %s when %s is stored', async (IsDefault, isDefault, message) => {
    await database().operatorOms.updateMany({ where: link, data: { isDefault } });
    const { code, detail } = await remove({ ...makeRequest(), IsDefault });
    expect({ code, detail }).toEqual({ code: 101, detail: expect.stringContaining(message) });
    expect(await isAssigned()).toBe(true);
  });

  it('refuses a second removal with code 104, as already removed', async () => {
    await remove(makeRequest());
    expect(await remove(makeRequest())).toMatchObject({
      code: 104,
      detail: expect.stringContaining('already removed'),
    });
  });

  it.each([
    ['operator', { OperatorId: NO_SUCH_ID }],
    ['OMS', { OMSId: NO_SUCH_ID }],
  ])('names an %s that does not exist', async (kind, unknown) => {
    const detail = `There is no ${kind} ${NO_SUCH_ID}.`;
    expect(await remove({ ...makeRequest(), ...unknown })).toMatchObject({ code: 104, detail });
  });
});

describe('the preview of RemoveOperatorOMS', () => {
  it('shows the facts and the warnings', async () => {
    const oms = await database().oms.findUniqueOrThrow({ where: { id: link.omsId } });
    const facts = {
      operatorId: link.operatorId,
      operatorName: 'Dana Reyes',
      omsId: oms.id,
      omsName: oms.name,
    };
    const expected = { ...facts, isDefault: true, otherOmses: 0, warnings: ['default_oms', 'last_operator'] };
    expect(await preview(makeRequest())).toEqual({
      facts: expected,
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
      objection: null,
    });
  });

  it.each<[string[], { isDefault: boolean; hasOthers: boolean; isSelf: boolean }]>([
    [[], { isDefault: false, hasOthers: true, isSelf: false }],
    [['default_oms'], { isDefault: true, hasOthers: true, isSelf: false }],
    [['last_operator'], { isDefault: false, hasOthers: false, isSelf: false }],
    [['default_oms', 'last_operator', 'self'], { isDefault: true, hasOthers: false, isSelf: true }],
  ])('gives the warnings %j', async (warnings, { isDefault, hasOthers, isSelf }) => {
    const operatorId = isSelf ? actor.userId : link.operatorId;
    const { id: omsId } = await create.oms(database());
    const second = await create.user(database(), { permissions: ['Operator'] });
    await database().operatorOms.deleteMany({ where: link });
    await create.assignment(database(), { operatorId, omsId, isDefault });
    if (hasOthers) await create.assignment(database(), { operatorId: second.id, omsId });
    expect((await preview({ OperatorId: operatorId, OMSId: omsId })).facts.warnings).toEqual(warnings);
  });

  it('tells blocked other operators from no other operator', async () => {
    const other = await create.user(database(), { permissions: ['Operator'], emailVerified: false });
    await create.assignment(database(), { operatorId: other.id, omsId: link.omsId });
    const warnings = ['default_oms', 'no_other_can_manage'];
    expect((await preview(makeRequest())).facts.warnings).toEqual(warnings);
    const able = await create.user(database(), { permissions: ['Operator'] });
    await create.assignment(database(), { operatorId: able.id, omsId: link.omsId });
    expect((await preview(makeRequest())).facts.warnings).toEqual(['default_oms']);
  });

  it('shows the objection to a removal that would be refused', async () => {
    const { objection } = await preview({ ...makeRequest(), IsDefault: false });
    expect(objection).toContain('is the default');
  });

  it('gives a digest that makes the removal refuse changed facts', async () => {
    const { digest: expectedDigest } = await preview(makeRequest());
    const second = await create.user(database(), { permissions: ['Operator'] });
    await create.assignment(database(), { operatorId: second.id, omsId: link.omsId });
    const refusal = { code: 101, detail: expect.stringContaining('changed while you were looking') };
    expect(await remove(makeRequest(), { expectedDigest })).toMatchObject(refusal);
    expect(await isAssigned()).toBe(true);
    expect(
      await remove(makeRequest(), { expectedDigest: (await preview(makeRequest())).digest }),
    ).toMatchObject({
      code: 0,
    });
  });
});
