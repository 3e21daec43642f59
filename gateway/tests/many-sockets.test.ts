import { describe, expect, it } from 'vitest';
import { checkChain } from '@/domain/testing/chain';
import { makeRemovalScene } from '@/domain/testing/scene';
import { database } from '@/prisma/client';
import { openSocket } from '../testing/client';
import { setUpGateway } from '../testing/gateway';
import { makePerson, openSignedIn } from '../testing/people';

const gateway = setUpGateway();

const IDLE = 1_000;
const BUSY = 50;
const AT_ONCE = 50;

/** Reads and removes on a new socket, and returns a message for everything that went problems. */
async function readAndRemove(protocol: 'apex' | 'apad'): Promise<string[]> {
  const problems: string[] = [];
  const { userName } = await makePerson({ permissions: ['Operator'] });
  const client = await openSignedIn(protocol, gateway.origin, userName);
  const { requests, operator, oms, user, account } = await makeRemovalScene();
  const check = async (name: string, payload: object, expected: unknown) => {
    const { code, detail, reply } = await client.call(name, payload);
    const isRight = JSON.stringify(reply) === JSON.stringify(expected);
    if (code !== 0 || !isRight) problems.push(`${name}: ${code} ${detail} ${JSON.stringify(reply)}`);
  };
  const done = { result: true, errormsg: null, errorcode: 0, detail: null };
  const assignment = { OperatorId: operator.id, OMSId: oms.id, IsDefault: true };
  await Promise.all([
    check('GetOperatorOMSList', { OperatorId: operator.id }, [assignment]),
    check('GetUserAccounts', { userId: user.id }, [account.id]),
    check('Ping', {}, { msg: 'PONG' }),
  ]);
  await Promise.all([
    check('RemoveOperatorOMS', requests.RemoveOperatorOMS, done),
    check('RemoveUserAccount', requests.RemoveUserAccount, done),
  ]);
  await Promise.all([
    check('GetOperatorOMSList', { OperatorId: operator.id }, []),
    check('GetUserAccounts', { userId: user.id }, []),
  ]);
  client.close();
  return problems;
}

describe('a gateway with many sockets', () => {
  it(`keeps ${IDLE} idle sockets connected while ${BUSY} busy ones read and remove`, async () => {
    const idle = [];
    for (let count = 0; count < IDLE; count += AT_ONCE) {
      const batch = Array.from({ length: AT_ONCE }, (_, nth) =>
        openSocket(gateway.origin, nth % 2 === 0 ? '/WSGateway/' : '/APAD/'),
      );
      idle.push(...(await Promise.all(batch)));
    }
    expect(idle).toHaveLength(IDLE);

    const busy = Array.from({ length: BUSY }, (_, nth) => readAndRemove(nth % 2 === 0 ? 'apex' : 'apad'));
    expect((await Promise.all(busy)).flat()).toEqual([]);
    expect(await checkChain()).toEqual({ length: 2 * BUSY, problems: [] });
    expect(await database().operatorOms.count()).toBe(0);
    expect(idle.filter(({ readyState, OPEN }) => readyState !== OPEN)).toEqual([]);

    const ping = JSON.stringify({ m: 0, i: 8, n: 'Ping', o: '{}' });
    const frames = idle
      .filter(({ url }) => url.endsWith('/WSGateway/'))
      .map((socket) => {
        const frame = new Promise<string>((resolve) =>
          socket.once('message', (data) => resolve(String(data))),
        );
        socket.send(ping);
        return frame;
      });
    const pong = JSON.stringify({ m: 1, i: 8, n: 'Ping', o: '{"msg":"PONG"}' });
    expect(new Set(await Promise.all(frames))).toEqual(new Set([pong]));
    expect(frames).toHaveLength(IDLE / 2);
    for (const socket of idle) socket.terminate();
  });
});
