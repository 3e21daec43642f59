import { describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import type { Actor } from '../call/actor';
import type { Tx } from '../call/transaction';
import { removals } from '../removals';
import { contextOf, newActor, signInAs } from '../testing/actors';
import { forgetAttempts } from '../testing/forget-attempts';
import { outcomeOf, untilAnswered } from '../testing/outcome';
import { makeRemovalScene } from '../testing/scene';
import { setUpTestDatabase } from '../testing/test-database';

setUpTestDatabase();

const { RemoveOperatorOMS, RemoveUserRole } = removals;
const ROUNDS = 200;
const REMOVALS = 3;

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const adminsOf = (companyId: number) =>
  database().companyRole.count({ where: { companyId, role: 'CoAdmin' } });

/**
 * Locks the head of the audit chain. Every mutation locks it last, and holds the lock until it has committed.
 */
async function lockHead(tx: Tx): Promise<bigint> {
  const [head] = await tx.$queryRaw<{ seq: bigint }[]>`SELECT seq FROM audit_head FOR UPDATE`;
  return head?.seq ?? -1n;
}

interface Round {
  actor: Actor;
  /** Revokes the actor's right, and returns the head of the audit chain at that moment. */
  revoke: () => Promise<bigint>;
  removals: ((actor: Actor) => Promise<unknown>)[];
}

/**
 * Runs removals while the actor's right is revoked, at a different moment in each round, and expects that no
 * removal commits after the revocation. Commits are ordered by their locks on the head of the chain, so an
 * entry above the head that the revocation read was committed after it.
 */
async function race(makeRound: () => Promise<Round>) {
  const counts = { done: 0, refused: 0, late: 0 };
  for (let round = 0; round < ROUNDS; round += 1) {
    const { actor, revoke, removals } = await makeRound();
    const remove = (one: Round['removals'][number], index: number) =>
      wait(index * 2).then(() => outcomeOf(one(actor)));
    // In the first two rounds one side finishes before the other begins, so that both orders occur on every
    // machine.
    const revokedFirst = round === 0 ? await revoke() : undefined;
    const calls = Promise.all(removals.map(remove));
    if (round === 1) await calls;
    const revocation = revokedFirst ?? wait(round % 10).then(revoke);
    const codes = (await calls).map(({ code }) => code);
    const revokedAt = await revocation;
    const done = await database().auditEntry.findMany({ where: { actorId: actor.userId, outcome: 'done' } });
    expect(codes.filter((code) => code === 0)).toHaveLength(done.length);
    counts.done += done.length;
    counts.refused += codes.filter((code) => code === 20).length;
    counts.late += done.filter(({ seq }) => seq > revokedAt).length;
  }
  expect(counts.late, 'removals after the revocation').toBe(0);
  expect(counts.done + counts.refused).toBe(ROUNDS * REMOVALS);
  expect(Math.min(counts.done, counts.refused), 'both orders occurred').toBeGreaterThan(0);
}

describe('two CoAdmins who remove each other at once', () => {
  it('leave exactly one of them in each of 300 rounds', async () => {
    const [ann, ben] = [await create.user(database()), await create.user(database())];
    const roles = [ann, ben].map(({ id: userId }) => ({ userId, role: 'CoAdmin' as const }));
    const { id: companyId, name: companyName } = await create.company(database(), { roles });
    const actors = [await signInAs(ann.id), await signInAs(ben.id)];
    const requests = [ben, ann].map(({ userName }) => ({ companyName, userName, roleName: 'CoAdmin' }));

    for (let round = 0; round < 300; round += 1) {
      await forgetAttempts();
      const calls = actors.map((actor, index) => RemoveUserRole.run(actor, requests[index], contextOf()));
      const codes = (await Promise.all(calls.map((call) => outcomeOf(call)))).map(({ code }) => code);
      expect(codes.toSorted((a, b) => a - b)).toEqual([0, 20]);
      expect(await adminsOf(companyId)).toBe(1);
      const loser = codes[0] === 0 ? ben : ann;
      await create.role(database(), { companyId, userId: loser.id, role: 'CoAdmin' });
    }
  });
});

describe('a removal sent 50 times at once with the same request id', () => {
  it('removes once, writes one audit entry, and gives the same reply 50 times', async () => {
    const { user, requests } = await makeRemovalScene();
    const actor = await newActor({ permissions: ['PlatformAdmin'] });
    const { requestId } = contextOf();
    const remove = () => RemoveUserRole.run(actor, requests.RemoveUserRole, contextOf({ requestId }));

    const replies = await Promise.all(Array.from({ length: 50 }, () => untilAnswered(remove)));
    expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1);
    expect(await database().companyRole.findMany({ where: { userId: user.id } })).toMatchObject([
      { role: 'CoAdmin' },
    ]);
    const where = { actorId: actor.userId, outcome: { not: 'failed' as const } };
    expect(await database().auditEntry.findMany({ where })).toMatchObject([{ requestId, outcome: 'done' }]);
  });
});

describe('50 removals at once, more than there are connections', () => {
  it('are all done', async () => {
    const actor = await newActor({ permissions: ['Operator'] });
    const { id: userId } = await create.user(database());
    const { id: omsId } = await create.oms(database());
    const removing = Array.from({ length: 50 }, async () => {
      const { id: accountId } = await create.account(database(), { omsId });
      await create.link(database(), { userId, accountId });
      return () => outcomeOf(removals.RemoveUserAccount.run(actor, { userId, accountId }, contextOf()));
    });
    const calls = await Promise.all(removing);
    const codes = (await Promise.all(calls.map((call) => call()))).map(({ code }) => code);
    expect(codes).toEqual(codes.map(() => 0));
    expect(await database().userAccount.count({ where: { userId } })).toBe(0);
  });
});

describe(`a right that is revoked while its holder makes removals, ${ROUNDS} times`, () => {
  it('allows no removal after the revocation: the permission Operator', async () => {
    const { id: OperatorId } = await create.user(database(), { permissions: ['Operator'] });
    await race(async () => {
      const actor = await newActor({ permissions: ['Operator'] });
      const omses = await Promise.all(Array.from({ length: REMOVALS }, () => create.oms(database())));
      for (const { id: omsId } of omses)
        await create.assignment(database(), { operatorId: OperatorId, omsId });
      return {
        actor,
        revoke: () =>
          database().$transaction(async (tx) => {
            await tx.userPermission.deleteMany({ where: { userId: actor.userId } });
            return lockHead(tx);
          }),
        removals: omses.map(
          ({ id: OMSId }) =>
            (actor) =>
              RemoveOperatorOMS.run(actor, { OperatorId, OMSId }, contextOf()),
        ),
      };
    });
  });

  it('allows no removal after the revocation: the role CoAdmin', async () => {
    const platformAdmin = await newActor({ permissions: ['PlatformAdmin'] });
    const agents = await Promise.all(Array.from({ length: REMOVALS }, () => create.user(database())));
    await race(async () => {
      const admin = await create.user(database());
      const roles = [
        { userId: admin.id, role: 'CoAdmin' as const },
        ...agents.map(({ id: userId }) => ({ userId, role: 'CoAgent' as const })),
      ];
      const { id: companyId, name: companyName } = await create.company(database(), { roles });
      const remove = (actor: Actor, userName: string, roleName: string) =>
        RemoveUserRole.run(actor, { companyName, userName, roleName }, contextOf());
      return {
        actor: await signInAs(admin.id),
        revoke: async () => {
          await remove(platformAdmin, admin.userName, 'CoAdmin');
          const where = { companyId, actorId: platformAdmin.userId };
          return (await database().auditEntry.findFirstOrThrow({ where })).seq;
        },
        removals: agents.map(
          ({ userName }) =>
            (actor) =>
              remove(actor, userName, 'CoAgent'),
        ),
      };
    });
  });
});
