import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../call/actor';
import { removals } from '../removals';
import { contextOf, newActor } from '../testing/actors';
import { checkChain } from '../testing/chain';
import { forgetAttempts } from '../testing/forget-attempts';
import { anyInput, loneSurrogate } from '../testing/malformed-input';
import { outcomeOf } from '../testing/outcome';
import { type Call, makeRemovalScene } from '../testing/scene';
import { type Fields, invalidField, oddRequest, withInvalidField } from '../testing/spoilt-requests';
import { changesSince, readState } from '../testing/state';
import { setUpTestDatabase } from '../testing/test-database';

setUpTestDatabase();

const REQUESTS = 10_000;
const BATCHES = 150;
const BATCH = 20;

const FIELDS: Record<Call, Fields> = {
  RemoveOperatorOMS: {
    OperatorId: { kind: 'id', isNeeded: true },
    OMSId: { kind: 'id', isNeeded: true },
    IsDefault: { kind: 'flag' },
  },
  RemoveUserAccount: {
    accountId: { kind: 'id' },
    accountHandle: { kind: 'name' },
    userId: { kind: 'id' },
    userName: { kind: 'name' },
  },
  RemoveUserRole: {
    companyName: { kind: 'name', isNeeded: true },
    roleName: { kind: 'role', isNeeded: true },
    userName: { kind: 'name', isNeeded: true },
  },
};
const CALLS = Object.keys(FIELDS) as Call[];

let actor: Actor;
/** A valid request for each removal. */
let validRequests: Record<Call, Record<string, unknown>>;

beforeAll(async () => {
  actor = await newActor({ permissions: ['Operator', 'PlatformAdmin'] });
  validRequests = (await makeRemovalScene()).requests;
});

const run = (call: Call, request: unknown, by = actor) =>
  outcomeOf<unknown>(removals[call].run(by, request, contextOf()));

describe.each(CALLS)('%s', (call) => {
  it(`refuses ${REQUESTS} requests with an invalid field (100), names it and writes nothing`, async () => {
    const [state, { length }] = [await readState(), await checkChain()];
    await fc.assert(
      fc.asyncProperty(invalidField(FIELDS[call]), async (field) => {
        const { code, detail } = await run(call, withInvalidField(validRequests[call], field));
        expect({ code, detail }).toEqual({ code: 100, detail: expect.stringContaining(field.name) });
      }),
      { numRuns: REQUESTS },
    );
    expect(await changesSince(state)).toEqual({ removed: [], added: [] });
    expect(await checkChain()).toEqual({ length, problems: [] });
  });

  it(`refuses ${BATCHES * BATCH} arbitrary requests, and audits only well-formed ones`, async () => {
    const [state, { length }] = [await readState(), await checkChain()];
    let recorded = 0;
    const inputs = fc.array(
      fc.oneof({ weight: 3, arbitrary: anyInput }, { weight: 1, arbitrary: oddRequest(FIELDS[call]) }),
      {
        minLength: BATCH,
        maxLength: BATCH,
      },
    );
    await fc.assert(
      fc.asyncProperty(inputs, async (requests) => {
        await forgetAttempts();
        const codes = await Promise.all(requests.map(async (request) => (await run(call, request)).code));
        for (const code of codes) expect([100, 104]).toContain(code);
        recorded += codes.filter((code) => code !== 100).length;
      }),
      { numRuns: BATCHES },
    );
    expect(recorded).toBeGreaterThan(0);
    expect(await changesSince(state)).toEqual({ removed: [], added: [] });
    expect(await checkChain()).toEqual({ length: length + recorded, problems: [] });
  });
});

describe('a malformed request of an actor without the right', () => {
  it.each(CALLS)('of %s is refused for lack of the right, and writes nothing', async (call) => {
    const { length } = await checkChain();
    const plain = await newActor();
    for (const request of [null, [], {}, { userName: 5 }]) {
      expect(await run(call, request, plain)).toMatchObject({ code: 20 });
    }
    expect(await checkChain()).toEqual({ length, problems: [] });
  });
});

describe('a lone surrogate', () => {
  it.each<[Call, string]>([
    ['RemoveUserAccount', 'accountHandle'],
    ['RemoveUserAccount', 'userName'],
    ['RemoveUserRole', 'companyName'],
    ['RemoveUserRole', 'userName'],
  ])(
    'in a request of %s as %s is refused with code 100, because the database cannot hold it',
    async (call, name) => {
      const { length } = await checkChain();
      await fc.assert(
        fc.asyncProperty(loneSurrogate, async (value) => {
          const { code, detail } = await run(call, { ...validRequests[call], [name]: value });
          expect({ code, detail }).toEqual({ code: 100, detail: expect.stringContaining(name) });
        }),
        { numRuns: 200 },
      );
      expect(await checkChain()).toEqual({ length, problems: [] });
    },
  );
});
