import { describe, expect, it } from 'vitest';
import { NO_SESSION } from '@/domain/call/errors';
import { type ActorKind, type ActorScene, makeActorScene } from '@/domain/testing/kinds-of-actor';
import { REMOVALS, removalCells } from '@/domain/testing/removal-table';
import { changesSince, readEntries, readState } from '@/domain/testing/state';
import { database } from '@/prisma/client';
import { type Client, openClient, PROTOCOLS, type ProtocolName } from '../testing/client';
import { setUpGateway } from '../testing/gateway';
import { givePassword, openSignedIn } from '../testing/people';

const gateway = setUpGateway();

/** Makes a scene, and connects its actor before their session ends or they are blocked. */
async function openScene(
  protocol: ProtocolName,
  kind: ActorKind,
): Promise<{ scene: ActorScene; client: Client }> {
  let client = await openClient(protocol, gateway.origin);
  const scene = await makeActorScene(kind, {
    door: 'gateway',
    async whileLive({ userId, userName }, sessionId) {
      if (kind === 'nobody') return;
      client.close();
      await givePassword(userId);
      client =
        protocol === 'apex'
          ? await openSignedIn(protocol, gateway.origin, userName)
          : await openClient(protocol, gateway.origin, { sessionId });
      expect(await client.call('GetUserFromSession')).toMatchObject({ code: 0 });
    },
  });
  const endedAt = new Date();
  if (kind === 'ended') {
    await database().session.updateMany({
      where: { userId: scene.own.userId, endedAt: null },
      data: { endedAt },
    });
  }
  return { scene, client };
}

describe.each(PROTOCOLS)('the permission table of the removals, over %s', (protocol) => {
  it.each(removalCells)(
    '$call of a thing that is $thing, by an actor of the kind $kind, is answered with code $code',
    async ({ call, thing, kind, code }) => {
      const { scene, client } = await openScene(protocol, kind);
      const { request, row } = REMOVALS[call](scene, thing);
      const [before, entriesBefore] = [await readState(), await readEntries()];

      const answer = await client.call(call, request);
      expect(answer.code).toBe(code);
      const removed = code === 0 ? [expect.objectContaining(row)] : [];
      expect(await changesSince(before)).toEqual({ removed, added: [] });

      const hasNoSession = ['nobody', 'blocked', 'ended'].includes(kind);
      if (hasNoSession) expect(answer.detail).toBe(NO_SESSION);
      const sessions = await database().session.findMany({ where: { userId: scene.own.userId } });
      const entry = {
        call,
        actorId: scene.own.userId,
        door: 'gateway',
        address: '127.0.0.1',
        outcome: code === 0 ? 'done' : 'refused',
        errorCode: code,
        detail: answer.detail,
      };
      const entries = (await readEntries()).slice(entriesBefore.length);
      expect(entries).toEqual(hasNoSession ? [] : [expect.objectContaining(entry)]);
      for (const { sessionId } of entries) expect(sessions.map(({ id }) => id)).toContain(sessionId);
      client.close();
    },
  );

  it('gives a CoAdmin of another company the same answer whether the company exists or not', async () => {
    const { scene, client } = await openScene(protocol, 'elsewhere');
    const things = ['own', 'foreign', 'missing', 'nowhere'] as const;
    const answers = [];
    for (const thing of things) {
      answers.push(await client.call('RemoveUserRole', REMOVALS.RemoveUserRole(scene, thing).request));
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    client.close();
  });
});
