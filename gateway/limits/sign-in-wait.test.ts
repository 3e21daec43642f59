import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { database } from '@/prisma/client';
import { makeSession } from '@/prisma/factories';
import { type Gateway, openGateway } from '../server';
import { openSocket } from '../testing/client';
import { PATIENT, setUpGateway } from '../testing/gateway';
import { makePerson, PASSWORD } from '../testing/people';
import { closing, openRaw } from '../testing/raw';

const UNKNOWN = 5;
const patient = setUpGateway({ unknownSockets: UNKNOWN, signInMs: 600_000 });

const PATHS = ['/WSGateway/', '/APAD/'] as const;

async function statusOf(path: string): Promise<number> {
  const socket = new WebSocket(patient.origin.replace('http', 'ws') + path);
  socket.on('error', () => {});
  return new Promise((resolve) => {
    socket.once('unexpected-response', (_, response) => resolve(response.statusCode ?? 0));
    socket.once('open', () => {
      socket.terminate();
      resolve(101);
    });
  });
}

describe('sockets that nobody has signed in on', () => {
  it('are few from one address: room is made by signing in, and by going away', async () => {
    const sockets = [];
    for (let count = 0; count < UNKNOWN; count += 1) {
      sockets.push(await openRaw(patient.origin, PATHS[count % 2] ?? '/APAD/'));
    }
    for (const path of PATHS) expect(await statusOf(path)).toBe(429);

    const { id: userId, userName: UserName } = await makePerson();
    const { secret } = await makeSession(database(), { userId, door: 'gateway' });
    const [apex, apad, third] = sockets;
    await apex?.ask({ m: 0, i: 2, n: 'AuthenticateUser', o: { UserName, Password: PASSWORD } });
    sockets.push(await openRaw(patient.origin, '/APAD/'));
    expect(await statusOf('/APAD/')).toBe(429);

    const call = { MessageType: 'RPCCall', FunctionName: 'GetUserFromSession', RequestUniqueId: 'a' };
    await apad?.ask({ ...call, Parameter: { sessionId: 'x' } });
    expect(await statusOf('/APAD/')).toBe(429);
    await apad?.ask({ ...call, Parameter: { sessionId: secret } });
    sockets.push(await openRaw(patient.origin, '/APAD/'));
    expect(await statusOf('/APAD/')).toBe(429);

    if (!third) throw new Error('There is no third socket.');
    const closed = closing(third.socket);
    third.socket.close();
    await closed;
    // The gateway hears of it a moment before or after this client does.
    await expect.poll(() => statusOf('/APAD/'), { timeout: 30_000 }).toBe(101);
    for (const { socket } of sockets) socket.terminate();
  });
});

describe('a socket', () => {
  let hasty: Gateway;
  beforeAll(async () => {
    hasty = await openGateway({ host: '127.0.0.1', port: 0, limits: { ...PATIENT, signInMs: 1_000 } });
  });
  afterAll(() => hasty?.close());
  const origin = () => `http://127.0.0.1:${hasty.port}`;

  it.each(PATHS)(
    'at %s is closed when nobody signs in on it in time, whatever else it calls',
    async (path) => {
      const socket = await openSocket(origin(), path);
      const closed = closing(socket);
      const ping =
        path === '/APAD/'
          ? { MessageType: 'RPCCall', FunctionName: 'Ping', RequestUniqueId: 'a' }
          : { m: 0, i: 2, n: 'Ping' };
      socket.send(JSON.stringify(ping));
      expect(await closed).toBe(1008);
    },
  );

  it('stays open once somebody has', async () => {
    const { id: userId } = await makePerson();
    const { secret: sessionId } = await makeSession(database(), { userId, door: 'gateway' });
    const call = { MessageType: 'RPCCall', FunctionName: 'GetUserFromSession', RequestUniqueId: 'a' };
    const ask = { ...call, Parameter: { sessionId } };
    // On a slow machine the time may be over before the first call is answered: then again.
    const openKnown = async (): ReturnType<typeof openRaw> => {
      const raw = await openRaw(origin(), '/APAD/');
      return raw.ask(ask).then(() => raw, openKnown);
    };
    const known = await openKnown();
    // This one came later, so the time of the other is over when its own is.
    expect(await closing(await openSocket(origin(), '/APAD/'))).toBe(1008);
    expect(await known.ask(ask)).toMatchObject({ Parameter: { success: true } });
    known.socket.terminate();
  });
});
