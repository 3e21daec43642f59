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
    '%s is done, and answers as documented',
    async (name) => {
      const scene = await makeCallScene();
      const { payload, reply, later } = CALL_CASES[name];
      const { userName } = await makePerson({ permissions: ['SUPERUSER'] });
      const client = await openSignedIn(protocol, gateway.origin, userName);
      const answer = await client.call(name, payload(scene));
      expect(answer).toEqual({ code: 0, detail: null, reply: reply(scene) });
      // The schemas are strict: a key that is not documented would not pass.
      expect(calls[name].reply.parse(answer.reply)).toEqual(answer.reply);
      if (name === 'ForceUserLogoff')
        expect(await database().session.count({ where: { userId: scene.clerk.id, endedAt: null } })).toBe(0);
      if (later) expect((await client.call(later[0], later[1](scene))).reply).toEqual(later[2](scene));
      client.close();
    },
  );
});
