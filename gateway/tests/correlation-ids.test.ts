import { once } from 'node:events';
import { beforeEach, expect, it, type MockInstance, vi } from 'vitest';
import { database } from '@/prisma/client';
import { log } from '@/server/log';
import { openClient, openSocket, PROTOCOLS, signIn } from '../testing/client';
import { setUpGateway } from '../testing/gateway';
import { makePerson, PASSWORD } from '../testing/people';
import { post } from '../testing/raw';

const gateway = setUpGateway();
let logged: MockInstance;
beforeEach(() => {
  logged = vi.spyOn(log(), 'error');
  logged.mockClear();
});

/** Runs work while the table of users is missing. */
async function whileBroken<T>(work: () => Promise<T>): Promise<T> {
  await database().$executeRaw`ALTER TABLE users RENAME TO users_away`;
  try {
    return await work();
  } finally {
    await database().$executeRaw`ALTER TABLE users_away RENAME TO users`;
  }
}

const idOf = (text: string | null) => /Correlation id ([\da-f-]{36})\.$/.exec(text ?? '')?.[1];

it.each(PROTOCOLS)('a fault over %s is logged under the correlation id in its detail', async (protocol) => {
  const { userName } = await makePerson();
  const client = await openClient(protocol, gateway.origin);
  await signIn(client, userName, PASSWORD);
  const calls = [
    ['GetUserFromSession', {}],
    ['AuthenticateUser', { UserName: userName, Password: PASSWORD }],
  ] as const;
  for (const [call, payload] of calls) {
    logged.mockClear();
    const { code, detail } = await whileBroken(() => client.call(call, payload));
    expect(code).toBe(102);
    expect(idOf(detail)).toBeDefined();
    const line = { call, correlationId: idOf(detail), err: expect.anything() };
    expect(logged.mock.calls).toEqual([[line, expect.any(String)]]);
  }
  client.close();
});

it('the X-Correlation-Id header over HTTP is the id in the detail and the log', async () => {
  const answer = await whileBroken(() =>
    post(gateway.origin, 'AuthenticateUser', { UserName: 'ada', Password: PASSWORD }),
  );
  expect(answer.headers.get('x-correlation-id')).toBe(idOf(String(answer.content.detail)));
  expect(logged.mock.calls[0]?.[0]).toMatchObject({
    correlationId: answer.headers.get('x-correlation-id'),
  });
});

it('a socket that a fault closes gets the logged correlation id as the close reason', async () => {
  const socket = await openSocket(gateway.origin, '/WSGateway/');
  const closed = once(socket, 'close');
  // A reply that can't be written is a fault without a known cause.
  const stringify = vi.spyOn(JSON, 'stringify').mockImplementationOnce(() => {
    throw new Error('It can’t be written.');
  });
  socket.send('{"m":0,"i":1,"n":"Ping"}');
  const [code, reason] = await closed;
  stringify.mockRestore();
  expect(code).toBe(1011);
  const correlationId = idOf(String(reason));
  expect(correlationId).toBeDefined();
  expect(logged.mock.calls).toEqual([
    [expect.objectContaining({ correlationId, err: expect.any(Error) }), 'a frame could not be answered'],
  ]);
});
