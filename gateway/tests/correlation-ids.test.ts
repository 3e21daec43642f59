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

/** Runs work while no user can be read. */
async function whileBroken<T>(work: () => Promise<T>): Promise<T> {
  await database().$executeRaw`ALTER TABLE users RENAME TO users_away`;
  try {
    return await work();
  } finally {
    await database().$executeRaw`ALTER TABLE users_away RENAME TO users`;
  }
}

const idOf = (words: string | null) => /Correlation id ([\da-f-]{36})\.$/.exec(words ?? '')?.[1];

it.each(PROTOCOLS)('a failure over %s is logged under the id that its words name', async (protocol) => {
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

it('over HTTP the header names the same id', async () => {
  const answer = await whileBroken(() =>
    post(gateway.origin, 'AuthenticateUser', { UserName: 'ada', Password: PASSWORD }),
  );
  expect(answer.headers.get('x-correlation-id')).toBe(idOf(String(answer.content.detail)));
  expect(logged.mock.calls[0]?.[0]).toMatchObject({
    correlationId: answer.headers.get('x-correlation-id'),
  });
});

it('a socket that is closed for a fault of ours says under which id it is logged', async () => {
  const socket = await openSocket(gateway.origin, '/WSGateway/');
  const closed = once(socket, 'close');
  // A reply that can't be written is a fault that nothing is known of.
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
