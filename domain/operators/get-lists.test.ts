import { beforeEach, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import type { Actor } from '../call/actor';
import { contextOf, newActor } from '../testing/actors';
import { answered, malformed, malformedIds, observeCall } from '../testing/observe-call';
import { setUpTestDatabase } from '../testing/test-database';
import { getOperatorOmsList } from './get-operator-oms-list';
import { getOperators } from './get-operators';

setUpTestDatabase();

const NO_SUCH_ID = 2_147_483_647;

let actor: Actor;
let operator: { id: number };
let omses: number[];

beforeEach(async () => {
  actor = await newActor({ permissions: ['PlatformAdmin'] });
  operator = await create.user(database(), { permissions: ['Operator'], operatorName: 'Dana Reyes' });
  omses = [(await create.oms(database())).id, (await create.oms(database())).id];
});

const operators = (request: unknown) => observeCall(() => getOperators.run(actor, request, contextOf()));
const omsList = (request: unknown) => observeCall(() => getOperatorOmsList.run(actor, request, contextOf()));
const assign = (omsId: number | undefined, isDefault = false) =>
  create.assignment(database(), { operatorId: operator.id, omsId: omsId ?? 0, isDefault });

/** Makes a former operator: the row in `operators` outlasts the permission. */
async function makeFormerOperator() {
  const former = await create.user(database(), { permissions: ['Operator'], operatorName: 'Lee Once' });
  await database().userPermission.deleteMany({ where: { userId: former.id } });
  return former;
}

describe('GetOperators', () => {
  it('returns all current and former operators, ordered by id, with the documented keys', async () => {
    await assign(omses[0]);
    await assign(omses[1], true);
    const former = await makeFormerOperator();
    const guidOf = async (id: number) =>
      (await database().operator.findUniqueOrThrow({ where: { id } })).guid;
    const expected = [
      {
        OperatorId: operator.id,
        OperatorGuid: await guidOf(operator.id),
        OperatorName: 'Dana Reyes',
        DefaultOMSId: omses[1],
      },
      {
        OperatorId: former.id,
        OperatorGuid: await guidOf(former.id),
        OperatorName: 'Lee Once',
        DefaultOMSId: 0,
      },
    ];
    const { reply, ...left } = await operators({ sessionId: 'x', more: 1 });
    expect({ ...left, reply: reply?.slice(-2) }).toEqual(answered(expected));
    expect(Object.keys(reply?.at(-1) ?? {})).toEqual(Object.keys(expected[0] ?? {}));
    const ids = reply?.map(({ OperatorId }) => OperatorId) ?? [];
    expect(ids).toEqual(ids.toSorted((a, b) => a - b));
    expect(ids, 'only operators are returned').not.toContain(actor.userId);
  });

  it.each([null, undefined, [], 'x', 5])('refuses the request %j with code 100', async (request) => {
    expect(await operators(request)).toEqual(malformed('The request must be an object.'));
  });
});

describe('GetOperatorOMSList', () => {
  it.each(['OperatorId', 'operatorid', 'OPERATORID'])(
    'returns the OMSs of one operator, ordered by id, with the key %s',
    async (key) => {
      await assign(omses[1], true);
      await assign(omses[0]);
      await create.assignment(database(), {
        operatorId: (await makeFormerOperator()).id,
        omsId: omses[0] ?? 0,
      });
      const expected = [
        { OperatorId: operator.id, OMSId: omses[0], IsDefault: false },
        { OperatorId: operator.id, OMSId: omses[1], IsDefault: true },
      ];
      const read = await omsList({ [key]: operator.id, sessionId: 'x' });
      expect(read).toEqual(answered(expected));
      expect(Object.keys(read.reply?.[0] ?? {})).toEqual(['OperatorId', 'OMSId', 'IsDefault']);
    },
  );

  it('returns an empty list for an operator without OMSs, and the OMSs of a former operator', async () => {
    expect(await omsList({ OperatorId: operator.id })).toEqual(answered([]));
    const former = await makeFormerOperator();
    await create.assignment(database(), { operatorId: former.id, omsId: omses[0] ?? 0 });
    expect(await omsList({ OperatorId: former.id })).toMatchObject({ reply: [{ OMSId: omses[0] }] });
  });

  it('names an operator who does not exist, and writes nothing', async () => {
    for (const id of [NO_SUCH_ID, actor.userId]) {
      const refusal = { ...answered(null), code: 104, detail: `There is no operator ${id}.` };
      expect(await omsList({ OperatorId: id })).toEqual(refusal);
    }
  });

  it.each(malformedIds('OperatorId'))(
    'refuses a request with %s with code 100',
    async (_, request, detail) => {
      expect(await omsList(request)).toEqual(malformed(detail));
    },
  );
});
