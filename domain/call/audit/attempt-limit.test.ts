import { beforeEach, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { calls } from '../../registry';
import { removals } from '../../removals';
import { contextOf, newActor } from '../../testing/actors';
import { checkChain } from '../../testing/chain';
import { outcomeOf } from '../../testing/outcome';
import { makeRemovalScene } from '../../testing/scene';
import { readEntries } from '../../testing/state';
import { setUpTestDatabase } from '../../testing/test-database';
import type { Actor } from '../actor';
import { MAX_RECORDED, recordLeftOut } from './attempt-limit';

setUpTestDatabase();

let actor: Actor;
const attempt = (by: Actor = actor) =>
  outcomeOf(removals.RemoveOperatorOMS.run(by, { OperatorId: 1, OMSId: 1 }, contextOf({ door: 'gateway' })));
const entriesOf = async ({ userId }: Actor) =>
  (await readEntries()).filter((entry) => entry.actorId === userId);

/**
 * Stores that a user made as many attempts as are recorded one by one, and `leftOut` more, since `minutes`
 * ago.
 */
const storeAttempts = ({ userId }: Actor, leftOut: number, minutes = 0) =>
  database().attemptCount.create({
    data: {
      userId,
      call: 'RemoveOperatorOMS',
      recorded: MAX_RECORDED,
      leftOut,
      door: 'gateway',
      since: new Date(Date.now() - minutes * 60_000),
    },
  });

beforeEach(async () => {
  actor = await newActor();
});

describe('refused attempts', () => {
  it('are recorded one by one up to a limit; further ones are counted and refused with a wait', async () => {
    for (let count = 0; count < MAX_RECORDED; count++) expect(await attempt()).toMatchObject({ code: 20 });
    expect(await entriesOf(actor)).toHaveLength(MAX_RECORDED);
    for (let count = 0; count < 3; count++) {
      const detail = expect.stringMatching(
        /^Too many of your attempts were refused\. Try again in \d+ seconds\.$/,
      );
      expect(await attempt()).toMatchObject({ code: 101, detail });
    }
    expect(await entriesOf(actor)).toHaveLength(MAX_RECORDED);
    expect(await database().attemptCount.findMany({ where: { userId: actor.userId } })).toMatchObject([
      { recorded: MAX_RECORDED, leftOut: 3 },
    ]);
  });

  it('beyond the limit are summed up in one entry, written before that of the next attempt', async () => {
    await storeAttempts(actor, 4_211, 11);
    expect(await attempt()).toMatchObject({ code: 20 });
    const [summary, own] = await entriesOf(actor);
    expect(summary).toMatchObject({
      call: 'UnrecordedAttempts',
      outcome: 'refused',
      sessionId: null,
      door: 'gateway',
      target: `${actor.userName} (user ${actor.userId}) · 4211 attempts at RemoveOperatorOMS`,
      detail: expect.stringMatching(
        /^4211 further attempts at RemoveOperatorOMS since .*Z were refused or failed\./,
      ),
    });
    expect(own).toMatchObject({ call: 'RemoveOperatorOMS', errorCode: 20 });
    expect((await checkChain()).problems).toEqual([]);
  });

  it('beyond the limit are summed up even when no further attempt follows', async () => {
    const [other, quiet] = [await newActor(), await newActor()];
    await storeAttempts(actor, 7, 11);
    await storeAttempts(other, 0, 11);
    await storeAttempts(quiet, 5, 1);
    expect(await recordLeftOut()).toBe(1);
    expect(await entriesOf(actor)).toMatchObject([{ call: 'UnrecordedAttempts' }]);
    expect([...(await entriesOf(other)), ...(await entriesOf(quiet))]).toEqual([]);
    expect(await recordLeftOut()).toBe(0);
    expect((await checkChain()).problems).toEqual([]);
  });

  it('of one call do not use up the limit of another call', async () => {
    await storeAttempts(actor, 9);
    const request = { UserId: actor.userId, Permission: 'SUPERUSER' };
    expect(await outcomeOf(calls.AddUserPermission.run(actor, request, contextOf()))).toMatchObject({
      code: 20,
    });
    expect(await entriesOf(actor)).toMatchObject([{ call: 'AddUserPermission', outcome: 'refused' }]);
  });

  it('never block calls that are allowed, nor the attempts of other users', async () => {
    const operator = await newActor({ permissions: ['Operator'] });
    for (const one of [actor, operator]) await storeAttempts(one, 1);
    const { requests } = await makeRemovalScene();
    const remove = removals.RemoveOperatorOMS.run(operator, requests.RemoveOperatorOMS, contextOf());
    expect(await outcomeOf(remove)).toMatchObject({ code: 0 });
    expect(await attempt(await newActor())).toMatchObject({ code: 20 });
  });
});
