import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { database } from '@/prisma/client';
import { UNLESS_HUNG } from '@/scripts/testing/unless-hung';
import { type Gateway, openGateway } from '../server';
import { setUpGateway, TEST_LIMITS } from '../testing/gateway';
import { makePerson, openSignedIn, PASSWORD } from '../testing/people';
import { openRaw } from '../testing/raw';

const KIBIBYTE = 1024;
const gateway = setUpGateway({ waitingBytesPerAddress: 1_000 * KIBIBYTE });

const UPGRADE = 'Host: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n';
const portOf = () => Number(new URL(gateway.origin).port);

/** Opens a TCP connection and writes the start of a request. */
async function openAndWrite(request: string): Promise<Socket> {
  const socket = connect({ port: portOf(), host: '127.0.0.1', allowHalfOpen: true });
  socket.on('error', () => {});
  await once(socket, 'connect');
  socket.write(request);
  return socket;
}

const healthStatus = async () => (await fetch(`${gateway.origin}/healthz`)).status;

describe('a refused request for a socket', () => {
  it('does not stop the gateway when the client resets the connection at once', async () => {
    for (const path of ['/nope', '/WSGateway/']) {
      const socket = await openAndWrite(
        `GET ${path} HTTP/1.1\r\n${UPGRADE}Origin: http://evil.example\r\n\r\n`,
      );
      socket.resetAndDestroy();
    }
    expect(await healthStatus()).toBe(200);
  });

  it.each([['an unknown path', `GET /nope HTTP/1.1\r\n${UPGRADE}\r\n`, '404', 106]])(
    'for %s gets an error that says why, and its connection is closed',
    async (_, request, status, errorcode) => {
      const socket = await openAndWrite(request);
      let answer = '';
      socket.on('data', (data) => {
        answer += data;
      });
      await once(socket, 'end');
      expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
      expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toMatchObject({ result: false, errorcode });
      socket.destroy();
    },
  );
});

describe('a flood of unauthenticated calls', () => {
  it('does not delay the calls of signed-in users', async () => {
    const { userName } = await makePerson({ permissions: ['Operator'] });
    const client = await openSignedIn('http', gateway.origin, userName);
    const flooding = await Promise.all(
      Array.from({ length: 40 }, () => openRaw(gateway.origin, '/WSGateway/')),
    );
    for (const { send } of flooding) {
      for (let i = 0; i < 60; i += 1) send({ m: 0, i, n: 'Nope', o: '{}' });
    }
    const results = await Promise.all(Array.from({ length: 20 }, () => client.call('GetOperators')));
    expect(results.map(({ code }) => code)).toEqual(results.map(() => 0));
    expect(await healthStatus()).toBe(200);
    for (const { socket } of flooding) socket.terminate();
  });

  it('with large calls is refused beyond the memory budget of its address', async () => {
    const raw = await openRaw(gateway.origin, '/WSGateway/');
    const large = { m: 0, n: 'AuthenticateUser', o: { UserName: 'x', Password: 'x'.repeat(400 * KIBIBYTE) } };
    for (let i = 1; i <= 8; i += 1) raw.send({ ...large, i });
    const frames = [];
    for (let i = 1; i <= 8; i += 1) frames.push(await raw.next());
    const refused = frames.filter(({ m }) => m === 5);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.length).toBeLessThan(8);
    for (const { o } of refused) {
      expect(o).toMatchObject({ errorcode: 101, detail: expect.stringContaining('large calls') });
    }
    expect(await raw.ask({ ...large, i: 9 })).toMatchObject({ m: 1, o: { authenticated: false } });
    raw.socket.close();
  });

  it('with unfinished frames is dropped beyond the memory budget of its address', async () => {
    const sockets = await Promise.all(Array.from({ length: 8 }, () => openRaw(gateway.origin, '/APAD/')));
    let closed = 0;
    for (const { socket } of sockets) socket.once('close', () => (closed += 1));
    // A pong in between does not make room.
    for (let piece = 0; piece < 3; piece += 1) {
      for (const { socket } of sockets) {
        socket.send('x'.repeat(1024 * KIBIBYTE), { fin: false });
        socket.pong();
      }
    }
    // Two frames fit into eight mebibytes if they arrive one after the other.
    await vi.waitFor(() => expect(closed).toBeGreaterThan(5), UNLESS_HUNG);
    expect(closed).toBeLessThan(8);
    expect(await healthStatus()).toBe(200);
    for (const { socket } of sockets) socket.terminate();
  });

  it('with unfinished bodies leaves room for the calls of others', async () => {
    const length = 900 * KIBIBYTE;
    const head = `POST /AP/Ping HTTP/1.1\r\nHost: x\r\nContent-Length: ${length}\r\n\r\n`;
    const bodies = await Promise.all(
      Array.from({ length: 6 }, () => openAndWrite(`${head}${'x'.repeat(length - 1)}`)),
    );
    const { userName } = await makePerson({ permissions: ['Operator'] });
    const client = await openSignedIn('http', gateway.origin, userName);
    expect(await client.call('GetOperators')).toMatchObject({ code: 0 });
    for (const socket of bodies) socket.destroy();
  });

  it('with unknown session ids does not delay the calls of signed-in users', async () => {
    const { userName } = await makePerson({ permissions: ['Operator'] });
    const client = await openSignedIn('apex', gateway.origin, userName);
    const flood = Array.from({ length: 300 }, (_, index) =>
      fetch(`${gateway.origin}/AP/GetOperators`, {
        method: 'POST',
        body: JSON.stringify({ sessionId: `bogus-${index}` }),
      }),
    );
    const results = await Promise.all(Array.from({ length: 20 }, () => client.call('GetOperators')));
    expect(results.map(({ code }) => code)).toEqual(results.map(() => 0));
    const statuses = new Set((await Promise.all(flood)).map(({ status }) => status));
    expect([...statuses]).toEqual([401]);
    client.close();
  });

  it('with too many keys is refused before the keys are checked', async () => {
    const junk = Object.fromEntries(Array.from({ length: 60_000 }, (_, index) => [`k${index}`, 0]));
    const client = await openRaw(gateway.origin, '/WSGateway/');
    const { o } = await client.ask({ m: 0, i: 2, n: 'Ping', o: junk });
    expect(o).toMatchObject({ errorcode: 100, detail: 'o must have at most 100 keys.' });
    client.socket.close();
  });
});

describe('large replies', () => {
  let stopping: Gateway;
  beforeAll(async () => {
    await database().$executeRaw`
      INSERT INTO companies (name, country, state_or_province_of_incorporation, incorporation_date, accounting_currency)
      SELECT 'Large ' || n, repeat('x', 400), '', now(), 'USD' FROM generate_series(1, 9000) AS n`;
    stopping = await openGateway({ host: '127.0.0.1', port: 0, limits: TEST_LIMITS });
  });
  afterAll(() => stopping?.close());

  it('arrive complete when a client asks for several at once', async () => {
    const { userName } = await makePerson({ permissions: ['PlatformAdmin'] });
    const client = await openSignedIn('apad', gateway.origin, userName);
    const replies = await Promise.all(Array.from({ length: 6 }, () => client.call('GetCompanies')));
    for (const { reply } of replies) expect((reply as unknown[]).length).toBeGreaterThanOrEqual(9_000);
    client.close();
  });

  it('are sent completely before the gateway stops', async () => {
    const { userName } = await makePerson({ permissions: ['PlatformAdmin'] });
    const origin = `http://127.0.0.1:${stopping.port}`;
    const post = (call: string, payload: object) =>
      fetch(`${origin}/AP/${call}`, { method: 'POST', body: JSON.stringify(payload) });
    const signedIn = await post('AuthenticateUser', { UserName: userName, Password: PASSWORD });
    const { sessionId } = (await signedIn.json()) as { sessionId: string };
    const response = await post('GetCompanies', { sessionId });
    // The head has arrived, and the rest is being sent.
    const closed = stopping.close();
    expect(((await response.json()) as unknown[]).length).toBeGreaterThanOrEqual(9_000);
    await closed;
  });
});
