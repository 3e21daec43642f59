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

const SPOILT_REQUESTS = 10_000;
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
/** Requests that would be done, if nothing in them were wrong. */
let sound: Record<Call, Record<string, unknown>>;

beforeAll(async () => {
  actor = await newActor({ permissions: ['Operator', 'PlatformAdmin'] });
  sound = (await makeRemovalScene()).requests;
});

const run = (call: Call, request: unknown, by = actor) =>
  outcomeOf<unknown>(removals[call].run(by, request, contextOf()));

describe.each(CALLS)('%s', (call) => {
  it(`answers ${SPOILT_REQUESTS} requests in which one field is wrong with 100, names the field, and writes nothing`, async () => {
    const [state, { length }] = [await readState(), await checkChain()];
    await fc.assert(
      fc.asyncProperty(invalidField(FIELDS[call]), async (field) => {
        const { code, detail } = await run(call, withInvalidField(sound[call], field));
        expect({ code, detail }).toEqual({ code: 100, detail: expect.stringContaining(field.name) });
      }),
      { numRuns: SPOILT_REQUESTS },
    );
    expect(await changesSince(state)).toEqual({ removed: [], added: [] });
    expect(await checkChain()).toEqual({ length, problems: [] });
  });

  it(`refuses ${BATCHES * BATCH} times anything at all, and records no more than the well-formed ones`, async () => {
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

describe('a malformed request of somebody without the right', () => {
  it.each(CALLS)('is refused for want of the right, and writes nothing: %s', async (call) => {
    const { length } = await checkChain();
    const plain = await newActor();
    for (const request of [null, [], {}, { userName: 5 }]) {
      expect(await run(call, request, plain)).toMatchObject({ code: 20 });
    }
    expect(await checkChain()).toEqual({ length, problems: [] });
  });
});

describe('half a character', () => {
  it.each<[Call, string]>([
    ['RemoveUserAccount', 'accountHandle'],
    ['RemoveUserAccount', 'userName'],
    ['RemoveUserRole', 'companyName'],
    ['RemoveUserRole', 'userName'],
  ])('in %s as %s is 100, since the database can not hold it', async (call, name) => {
    const { length } = await checkChain();
    await fc.assert(
      fc.asyncProperty(loneSurrogate, async (value) => {
        const { code, detail } = await run(call, { ...sound[call], [name]: value });
        expect({ code, detail }).toEqual({ code: 100, detail: expect.stringContaining(name) });
      }),
      { numRuns: 200 },
    );
    expect(await checkChain()).toEqual({ length, problems: [] });
  });
});
