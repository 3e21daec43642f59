import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import type { Actor } from '../call/actor';
import { removals } from '../removals';
import { contextOf, newActor } from '../testing/actors';
import { outcomeOf } from '../testing/outcome';
import { type Call, makeRemovalScene } from '../testing/scene';
import { changesSince, readEntries, readState } from '../testing/state';
import { setUpTestDatabase } from '../testing/test-database';

setUpTestDatabase();

const CALLS = Object.keys(removals) as Call[];
const ANOTHER = 'This request id was used for another request. Use a new one.';

let actor: Actor;
let requestId: string;
/** Two valid requests for each call, about different things. */
let one: Record<Call, object>;
let another: Record<Call, object>;

beforeEach(async () => {
  actor = await newActor({ permissions: ['Operator', 'PlatformAdmin'] });
  requestId = randomUUID();
  one = (await makeRemovalScene()).requests;
  another = (await makeRemovalScene()).requests;
});

const run = (call: Call, request: object, by: Actor = actor) =>
  outcomeOf<unknown>(removals[call].run(by, request, contextOf({ requestId })));
const outcomes = async () =>
  (await readEntries()).filter((entry) => entry.requestId === requestId).map(({ outcome }) => outcome);

describe.each(CALLS)('a request id of %s', (call) => {
  it('returns the recorded reply to a repeated request, without another change or entry', async () => {
    const first = await run(call, one[call]);
    expect(first.code).toBe(0);
    const state = await readState();
    expect(JSON.stringify(await run(call, one[call]))).toBe(JSON.stringify(first));
    expect(await changesSince(state)).toEqual({ removed: [], added: [] });
    expect(await outcomes()).toEqual(['done']);
  });

  it('recognises a repeated request with reordered keys, in another case or with unknown keys', async () => {
    const request = one[call];
    await run(call, request);
    const entries = Object.entries(request).reverse();
    const other = Object.fromEntries(entries.map(([key, value]) => [key.toUpperCase(), value]));
    expect(await run(call, { ...other, sessionId: 'another' })).toMatchObject({ code: 0 });
    expect(await outcomes()).toEqual(['done']);
  });

  it('is refused for a different request', async () => {
    await run(call, one[call]);
    expect(await run(call, another[call])).toMatchObject({ code: 101, detail: ANOTHER });
    const elsewhere = CALLS[(CALLS.indexOf(call) + 1) % CALLS.length] ?? call;
    expect(await run(elsewhere, one[elsewhere])).toMatchObject({ code: 101, detail: ANOTHER });
    expect(await outcomes()).toEqual(['done', 'refused', 'refused']);
  });

  it('returns the recorded reply even after the right was revoked', async () => {
    const first = await run(call, one[call]);
    await database().userPermission.deleteMany({ where: { userId: actor.userId } });
    const withoutRight: Actor = { ...actor, permissions: [] };
    expect(await run(call, one[call], withoutRight)).toEqual(first);
    requestId = randomUUID();
    expect(await run(call, another[call], withoutRight)).toMatchObject({ code: 20 });
  });

  it('does not affect the same request id of another user', async () => {
    await run(call, one[call]);
    const other = await newActor({ permissions: ['Operator', 'PlatformAdmin'] });
    expect(await run(call, one[call], other)).toMatchObject({ code: 104 });
    expect(await run(call, another[call], other)).toMatchObject({ code: 0 });
  });

  it('is checked again after a refusal', async () => {
    const permissions = { userId: actor.userId, permission: 'Operator' } as const;
    const platform = { userId: actor.userId, permission: 'PlatformAdmin' } as const;
    await database().userPermission.deleteMany({ where: { userId: actor.userId } });
    expect(await run(call, one[call])).toMatchObject({ code: 20 });
    await database().userPermission.createMany({ data: [permissions, platform] });
    expect(await run(call, one[call])).toMatchObject({ code: 0 });
    expect(await outcomes()).toEqual(['refused', 'done']);
  });
});
