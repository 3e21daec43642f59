import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../call/actor';
import { calls } from '../registry';
import type { removals } from '../removals';
import { contextOf, newActor } from '../testing/actors';
import { checkChain } from '../testing/chain';
import { forgetAttempts } from '../testing/forget-attempts';
import { anyInput, withRare } from '../testing/malformed-input';
import { outcomeOf } from '../testing/outcome';
import { makeRemovalScene } from '../testing/scene';
import {
  type Fields,
  invalidField,
  keyInTwoCases,
  oddRequest,
  withInvalidField,
} from '../testing/spoilt-requests';
import { changesSince, readState } from '../testing/state';
import { setUpTestDatabase } from '../testing/test-database';

setUpTestDatabase();

const RUNS = 500;
const BATCH = 10;

type Call = Exclude<keyof typeof calls, keyof typeof removals>;

const id = { kind: 'id' } as const;
const name = { kind: 'name' } as const;
const flag = { kind: 'flag' } as const;
const isNeeded = true;

const FIELDS: Record<Call, Fields> = {
  AddOperatorOMS: { operatorId: { ...id, isNeeded }, omsId: { ...id, isNeeded }, isDefault: flag },
  SetDefaultOperatorOMS: {
    OperatorId: { ...id, isNeeded },
    OMSId: { ...id, isNeeded },
    IsDefault: { ...flag, isNeeded },
  },
  AddUserAccount: { accountId: id, accountHandle: name, userId: id, userName: name },
  UpdateCompanyAddRoles: {
    companyName: { ...name, isNeeded },
    userName: { ...name, isNeeded },
    roleNames: { kind: 'roles', isNeeded },
  },
  RemoveAllCoAdmins: { companyName: { ...name, isNeeded } },
  AddUserPermission: { UserId: { ...id, isNeeded }, Permission: { ...name, isNeeded } },
  RevokeUserPermission: { UserId: { ...id, isNeeded }, Permission: { ...name, isNeeded } },
  SetUserInfo: {
    userId: { ...id, isNeeded },
    emailVerified: flag,
    userName: name,
    email: { kind: 'email' },
    accountId: id,
    omsId: id,
    use2FA: flag,
    locked: flag,
    lockedTime: name,
    numberOfFailedAttempt: id,
  },
  UnlockUser: { UserId: { ...id, isNeeded } },
  ForceUserLogoff: { username: { ...name, isNeeded } },
  GetOperators: {},
  GetOperatorOMSList: { OperatorId: { ...id, isNeeded } },
  GetUserAccounts: { omsId: id, userId: id, userName: name },
  GetUserAccountInfos: { OMSId: id, UserId: id, UserName: name },
  GetUserInfo: { OMSId: id, userId: id, userName: name },
  GetCompanies: {},
  GetUsers: {},
  GetUserFromSession: {},
};
const CALLS = Object.keys(FIELDS) as Call[];
const WITH_FIELDS = CALLS.filter((call) => Object.keys(FIELDS[call]).length > 0);

let actor: Actor;
let before: Set<string>;
/** A valid request for each call. */
let validRequests: Record<Call, object>;

beforeAll(async () => {
  actor = await newActor({ permissions: ['SUPERUSER'] });
  const { operator, user, oms, account, company } = await makeRemovalScene();
  const userKeys = { userId: user.id, userName: user.userName };
  validRequests = {
    AddOperatorOMS: { operatorId: operator.id, omsId: oms.id, isDefault: true },
    SetDefaultOperatorOMS: { OperatorId: operator.id, OMSId: oms.id, IsDefault: false },
    AddUserAccount: { accountId: account.id, accountHandle: account.handle, ...userKeys },
    UpdateCompanyAddRoles: {
      companyName: company.name,
      roleNames: ['CoShareholder'],
      userName: user.userName,
    },
    RemoveAllCoAdmins: { companyName: company.name },
    AddUserPermission: { UserId: user.id, Permission: 'SUPERUSER' },
    RevokeUserPermission: { UserId: operator.id, Permission: 'Operator' },
    SetUserInfo: {
      ...userKeys,
      email: user.email,
      emailVerified: false,
      accountId: account.id,
      omsId: oms.id,
      use2FA: false,
      locked: false,
    },
    UnlockUser: { UserId: user.id },
    ForceUserLogoff: { username: actor.userName },
    GetOperators: {},
    GetOperatorOMSList: { OperatorId: operator.id },
    GetUserAccounts: { omsId: oms.id, ...userKeys },
    GetUserAccountInfos: { OMSId: oms.id, UserId: user.id, UserName: user.userName },
    GetUserInfo: { OMSId: oms.id, ...userKeys },
    GetCompanies: {},
    GetUsers: {},
    GetUserFromSession: {},
  };
  before = await readState();
});

const run = (call: Call, request: unknown) =>
  outcomeOf<unknown>(calls[call].run(actor, request, contextOf()));

/** Expects that nothing was written except audit entries of well-formed requests that were refused. */
async function expectUnchanged(length: number, recorded = 0): Promise<void> {
  expect(await changesSince(before)).toEqual({ removed: [], added: [] });
  expect(await checkChain()).toEqual({ length: length + recorded, problems: [] });
}

describe.each(WITH_FIELDS)('%s', (call) => {
  it(`refuses ${RUNS} requests with an invalid field (code 100), names it and writes nothing`, async () => {
    const { length } = await checkChain();
    await fc.assert(
      fc.asyncProperty(invalidField(FIELDS[call]), async (field) => {
        const { code, detail } = await run(call, withInvalidField(validRequests[call], field));
        expect({ code, detail }).toEqual({ code: 100, detail: expect.stringContaining(field.name) });
      }),
      { numRuns: RUNS },
    );
    await expectUnchanged(length);
  });

  it(`refuses ${RUNS} requests with a key in two spellings (code 100), and writes nothing`, async () => {
    const { length } = await checkChain();
    const doubledField = keyInTwoCases(FIELDS[call]).chain(({ name, keys }) =>
      fc.record({
        name: fc.constant(name),
        keys: fc.constant(keys),
        value: withRare(fc.constant(undefined), fc.anything()),
      }),
    );
    await fc.assert(
      fc.asyncProperty(doubledField, async ({ name, keys: [one, other], value }) => {
        const { [name]: good, ...others } = validRequests[call] as Record<string, unknown>;
        const { code, detail } = await run(call, { ...others, [one]: good, [other]: value ?? good });
        const words = `${name} is given twice, in different case`;
        expect({ code, detail }).toEqual({ code: 100, detail: expect.stringContaining(words) });
      }),
      { numRuns: RUNS },
    );
    await expectUnchanged(length);
  });
});

describe.each(CALLS)('%s', (call) => {
  it(`answers ${RUNS} arbitrary requests as documented, and audits only well-formed ones`, async () => {
    const { length } = await checkChain();
    const isQuery = calls[call].kind === 'query';
    const isAnswered = Object.keys(FIELDS[call]).length === 0;
    let recorded = 0;
    const request = fc.oneof(
      { weight: 3, arbitrary: anyInput },
      { weight: 1, arbitrary: oddRequest(FIELDS[call]) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(request, { minLength: BATCH, maxLength: BATCH }), async (requests) => {
        await forgetAttempts();
        const codes = await Promise.all(requests.map(async (one) => (await run(call, one)).code));
        for (const code of codes) expect(isAnswered ? [0, 100] : [100, 104]).toContain(code);
        recorded += codes.filter((code) => code !== 100).length;
      }),
      { numRuns: RUNS / BATCH },
    );
    expect(recorded, 'some were well-formed').toBeGreaterThan(0);
    await expectUnchanged(length, isQuery ? 0 : recorded);
  });
});

describe('a malformed request of an actor without the right', () => {
  it.each(CALLS.filter((call) => call !== 'GetUserFromSession'))(
    'of %s is refused for lack of the right, and writes nothing',
    async (call) => {
      const plain = await newActor();
      const [state, { length }] = [await readState(), await checkChain()];
      for (const request of [null, [], 'x', { UserId: 'x', userName: 5 }]) {
        const outcome = outcomeOf<unknown>(calls[call].run(plain, request, contextOf()));
        expect(await outcome).toMatchObject({ code: 20 });
      }
      expect(await changesSince(state)).toEqual({ removed: [], added: [] });
      expect(await checkChain()).toEqual({ length, problems: [] });
    },
  );
});
