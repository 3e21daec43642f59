import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it, vi } from 'vitest';
import { makeRemovalScene } from '@/domain/testing/scene';
import { setUpTestDatabase } from '@/domain/testing/test-database';
import { holdOpen, untilWaiting } from '@/domain/testing/transactions';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import { UNLESS_HUNG } from '@/scripts/testing/unless-hung';
import { openGatewayProcess } from '../testing/gateway-process';
import { makePerson, PASSWORD } from '../testing/people';
import { closing, openRaw, post } from '../testing/raw';

setUpTestDatabase();

const DETAIL = 'The gateway is stopping. Nothing was done. Connect again.';
const PING = { m: 0, i: 8, n: 'Ping', o: '{}' };
const DONE = { result: true, errormsg: null, errorcode: 0, detail: null };

const expectGone = async (origin: string) => await expect(post(origin, 'Ping')).rejects.toThrow();

/** Opens a TCP connection for requests written by hand, also before the first one is answered. */
async function openConnection(origin: string, sessionId: string) {
  const { hostname, port } = new URL(origin);
  const connection = connect(Number(port), hostname);
  await once(connection, 'connect');
  let text = '';
  connection.on('data', (data) => {
    text += data;
  });
  return {
    ask(call: string, payload: object) {
      const body = JSON.stringify({ ...payload, sessionId });
      connection.write(
        `POST /AP/${call} HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
      );
    },
    async untilClosed() {
      if (!connection.closed) await once(connection, 'close');
      return text.split(/(?=HTTP\/1\.1 )/);
    },
  };
}

describe.each(['SIGTERM', 'SIGINT'] as const)('a gateway that gets %s', (signal) => {
  it('answers calls in flight, refuses new ones with a message, closes its sockets and exits', async () => {
    const { origin, server, log } = await openGatewayProcess();
    const scenes = [await makeRemovalScene(), await makeRemovalScene()] as const;
    const { id: userId, userName: UserName } = await makePerson({ permissions: ['Operator'] });
    const { secret } = await create.session(database(), { userId, door: 'gateway' });
    const credentials = JSON.stringify({ UserName, Password: PASSWORD });
    const [apex, apad] = [await openRaw(origin, '/WSGateway/'), await openRaw(origin, '/APAD/')];
    expect(await apex.ask({ m: 0, i: 2, n: 'AuthenticateUser', o: credentials })).toMatchObject({ m: 1 });
    const connection = await openConnection(origin, secret);
    const closed = Promise.all([closing(apex.socket), closing(apad.socket)]);

    const end = await holdOpen((tx) => tx.$queryRaw`SELECT FROM accounts FOR UPDATE`);
    apex.send({ m: 0, i: 4, n: 'RemoveUserAccount', o: scenes[0].requests.RemoveUserAccount });
    connection.ask('RemoveUserAccount', scenes[1].requests.RemoveUserAccount);
    await untilWaiting(2);
    server.process.kill(signal);
    server.process.kill(signal);
    await vi.waitFor(() => expectGone(origin), UNLESS_HUNG);

    const error = { result: false, errormsg: 'Server Error', errorcode: 102, detail: DETAIL };
    expect(await apex.ask(PING)).toEqual({ m: 5, i: 8, n: 'Ping', o: error });
    const call = { MessageType: 'RPCCall', FunctionName: 'Ping', RequestUniqueId: 'a' };
    expect(await apad.ask(call)).toMatchObject({
      Parameter: { success: false, Err: `Server Error: ${DETAIL}` },
    });
    connection.ask('RemoveOperatorOMS', scenes[1].requests.RemoveOperatorOMS);
    expect(server.isRunning()).toBe(true);
    await end('roll back');

    expect(await apex.next()).toMatchObject({ m: 1, i: 4, o: DONE });
    const [first, second, ...others] = (await connection.untilClosed()).filter((text) => text !== '');
    expect(first).toMatch(/^HTTP\/1\.1 200 .*"result":true/s);
    expect(second).toMatch(/^HTTP\/1\.1 503 .*Retry-After: 1\r\nConnection: close\r\n.*"errorcode":102/is);
    expect(others).toEqual([]);
    expect(await closed).toEqual([1001, 1001]);
    expect(await server.ended).toBe('exit code 0');
    expect(await database().userAccount.count()).toBe(0);
    expect(await database().operatorOms.count()).toBeGreaterThan(0);
    expect(log()).toContain('the gateway is stopping');
    for (const secretText of [secret, PASSWORD]) expect(log()).not.toContain(secretText);
    await database().operatorOms.deleteMany();
  });

  it('exits even when a client never answers the close frame', async () => {
    const { origin, server } = await openGatewayProcess();
    const sockets = [await openRaw(origin, '/WSGateway/'), await openRaw(origin, '/APAD/')];
    for (const { ask, socket } of sockets) {
      await ask('{}');
      socket.pause();
    }
    server.process.kill(signal);
    expect(await server.ended).toBe('exit code 0');
    for (const { socket } of sockets) socket.terminate();
  });
});
