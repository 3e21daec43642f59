import { describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { calls } from '../calls';
import { CALL_CASES, makeCallScene } from '../testing/call-cases';
import { PROTOCOLS } from '../testing/client';
import { setUpGateway } from '../testing/gateway';
import { makePerson, openSignedIn } from '../testing/people';

const gateway = setUpGateway();

describe.each(PROTOCOLS)('over %s', (protocol) => {
  it.each(Object.keys(calls) as (keyof typeof calls)[])(
    '%s succeeds, and its reply has the documented form',
    async (name) => {
      const scene = await makeCallScene();
      const { payload, reply, followUp } = CALL_CASES[name];
      const { userName } = await makePerson({ permissions: ['SUPERUSER'] });
      const client = await openSignedIn(protocol, gateway.origin, userName);
      const answer = await client.call(name, payload(scene));
      expect(answer).toEqual({ code: 0, detail: null, reply: reply(scene) });
      // The schemas are strict: a key that is not documented would fail.
      expect(calls[name].reply.parse(answer.reply)).toEqual(answer.reply);
      if (name === 'ForceUserLogoff')
        expect(await database().session.count({ where: { userId: scene.clerk.id, endedAt: null } })).toBe(0);
      if (followUp) {
        const [followUpName, followUpPayload, followUpReply] = followUp;
        expect((await client.call(followUpName, followUpPayload(scene))).reply).toEqual(followUpReply(scene));
      }
      client.close();
    },
  );
});
