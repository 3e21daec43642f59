import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import { type Gateway, openGateway } from '../server';
import { openSocket } from '../testing/client';
import { setUpGateway, TEST_LIMITS } from '../testing/gateway';
import { makePerson, PASSWORD } from '../testing/people';
import { closing, openRaw } from '../testing/raw';

const MAX_SOCKETS = 5;
const gateway = setUpGateway({ unauthenticatedSockets: MAX_SOCKETS, signInMs: 600_000 });

const PATHS = ['/WSGateway/', '/APAD/'] as const;

async function statusOf(path: string): Promise<number> {
  const socket = new WebSocket(gateway.origin.replace('http', 'ws') + path);
  socket.on('error', () => {});
  return new Promise((resolve) => {
    socket.once('unexpected-response', (_, response) => resolve(response.statusCode ?? 0));
    socket.once('open', () => {
      socket.terminate();
      resolve(101);
    });
  });
}

describe('sockets without a sign-in', () => {
  it('are limited for each address; a sign-in or a closed socket makes room for another', async () => {
    const sockets = [];
    for (let count = 0; count < MAX_SOCKETS; count += 1) {
      sockets.push(await openRaw(gateway.origin, PATHS[count % 2] ?? '/APAD/'));
    }
    for (const path of PATHS) expect(await statusOf(path)).toBe(429);

    const { id: userId, userName: UserName } = await makePerson();
    const { secret } = await create.session(database(), { userId, door: 'gateway' });
    const [apex, apad, third] = sockets;
    await apex?.ask({ m: 0, i: 2, n: 'AuthenticateUser', o: { UserName, Password: PASSWORD } });
    sockets.push(await openRaw(gateway.origin, '/APAD/'));
    expect(await statusOf('/APAD/')).toBe(429);

    const call = { MessageType: 'RPCCall', FunctionName: 'GetUserFromSession', RequestUniqueId: 'a' };
    await apad?.ask({ ...call, Parameter: { sessionId: 'x' } });
    expect(await statusOf('/APAD/')).toBe(429);
    await apad?.ask({ ...call, Parameter: { sessionId: secret } });
    sockets.push(await openRaw(gateway.origin, '/APAD/'));
    expect(await statusOf('/APAD/')).toBe(429);

    if (!third) throw new Error('There is no third socket.');
    const closed = closing(third.socket);
    third.socket.close();
    await closed;
    // The gateway notices the close a moment before or after this client does.
    await expect.poll(() => statusOf('/APAD/'), { timeout: 30_000 }).toBe(101);
    for (const { socket } of sockets) socket.terminate();
  });
});

describe('a socket', () => {
  let shortWaitGateway: Gateway;
  beforeAll(async () => {
    shortWaitGateway = await openGateway({
      host: '127.0.0.1',
      port: 0,
      limits: { ...TEST_LIMITS, signInMs: 1_000 },
    });
  });
  afterAll(() => shortWaitGateway?.close());
  const origin = () => `http://127.0.0.1:${shortWaitGateway.port}`;

  it.each(PATHS)(
    'on %s is closed when no user signs in on it in time, even if it makes other calls',
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

  it('stays open once a user has signed in on it', async () => {
    const { id: userId } = await makePerson();
    const { secret: sessionId } = await create.session(database(), { userId, door: 'gateway' });
    const call = { MessageType: 'RPCCall', FunctionName: 'GetUserFromSession', RequestUniqueId: 'a' };
    const frame = { ...call, Parameter: { sessionId } };
    // On a slow machine the time may be over before the first call is answered. Then open another one.
    const openSignedIn = async (): ReturnType<typeof openRaw> => {
      const raw = await openRaw(origin(), '/APAD/');
      return raw.ask(frame).then(() => raw, openSignedIn);
    };
    const signedIn = await openSignedIn();
    // This socket is opened later, so the other one's time is over when this one's is.
    expect(await closing(await openSocket(origin(), '/APAD/'))).toBe(1008);
    expect(await signedIn.ask(frame)).toMatchObject({ Parameter: { success: true } });
    signedIn.socket.terminate();
  });
});
