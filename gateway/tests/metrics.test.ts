import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { database } from '@/prisma/client';
import { UNLESS_HUNG } from '@/scripts/testing/unless-hung';
import { rises, valueIn } from '@/server/testing/read-metrics';
import { openClient, PROTOCOLS, signIn } from '../testing/client';
import { setUpGateway } from '../testing/gateway';
import { openGatewayProcess } from '../testing/gateway-process';
import { makePerson, PASSWORD } from '../testing/people';
import { closing, openRaw, post } from '../testing/raw';

const TOKEN = 'p4Lk8sDf2gHj6tYu0wErQmNbVcXz1a3S';
vi.stubEnv('METRICS_TOKEN', TOKEN);
const gateway = setUpGateway();

const ask = (headers: Record<string, string> = { Authorization: `Bearer ${TOKEN}` }, method = 'GET') =>
  fetch(`${gateway.origin}/metrics`, { method, headers });
const readText = async () => (await ask()).text();
const read = async (name: string) => valueIn(await readText(), name);
const added = (metric: string, work: () => Promise<unknown>) => rises(metric, { readText, work });
const CALLS = 'access_console_calls_total';
const SIGN_INS = 'access_console_sign_ins_total';

let userName: string;
beforeAll(async () => {
  ({ userName } = await makePerson({ permissions: ['Operator'] }));
});

describe.each(PROTOCOLS)('a call over %s counts once', (protocol) => {
  it('under its name and outcome, and so does its duration', async () => {
    const client = await openClient(protocol, gateway.origin);
    const cases = [
      ['Ping', {}, 'ok'],
      ['GetOperators', {}, 'not_authorized'],
      ['AuthenticateUser', {}, 'invalid_request'],
      ['AuthenticateUser', { UserName: userName, Password: PASSWORD }, 'ok'],
      ['GetOperators', {}, 'ok'],
      ['GetUserInfo', { userId: 'x' }, 'invalid_request'],
      ['RemoveOperatorOMS', { OperatorId: 2 ** 30, OMSId: 1, IsDefault: false }, 'not_found'],
    ] as const;
    for (const [call, payload, outcome] of cases) {
      const counts = await added(CALLS, () => client.call(call, payload));
      expect(counts).toEqual({ [`gateway ${call} ${outcome}`]: 1 });
    }
    const times = await added('access_console_call_duration_seconds_count', () => client.call('Ping'));
    expect(times).toEqual({ 'gateway Ping': 1 });
    client.close();
  });

  it('as unknown when a client makes up its name', async () => {
    const client = await openClient(protocol, gateway.origin);
    const names = [`Made${randomUUID()}`, 'constructor', '__proto__', 'x"} 1'].map(encodeURIComponent);
    for (const name of names) {
      const counts = await added(CALLS, () => client.call(name));
      expect(counts).toEqual({ 'gateway unknown not_supported': 1 });
    }
    expect(await readText()).not.toContain('Made');
    client.close();
  });
});

it('a call that can’t be read counts, too', async () => {
  expect(await added(CALLS, () => post(gateway.origin, 'Ping', '{'))).toEqual({
    'gateway Ping invalid_request': 1,
  });
  expect(await added(CALLS, () => fetch(`${gateway.origin}/nowhere`))).toEqual({
    'gateway unknown not_supported': 1,
  });
  const { ask: askRaw, socket } = await openRaw(gateway.origin, '/WSGateway/');
  for (const frame of ['nonsense', Buffer.from('{}'), { m: 2, i: 0, n: 'Made up' }]) {
    const counts = await added(CALLS, () => askRaw(frame));
    expect(Object.values(counts)).toEqual([1]);
    expect(Object.keys(counts)[0]).toMatch(/^gateway unknown /);
  }
  socket.close();
});

it('a failure of the database counts as a fault', async () => {
  const client = await openClient('http', gateway.origin);
  await signIn(client, userName, PASSWORD);
  await database().$executeRaw`ALTER TABLE users RENAME TO users_away`;
  const counts = await added(CALLS, () => client.call('GetOperators'));
  await database().$executeRaw`ALTER TABLE users_away RENAME TO users`;
  expect(counts).toEqual({ 'gateway GetOperators server_error': 1 });
});

it('a sign-in counts as ok or as rejected', async () => {
  const client = await openClient('http', gateway.origin);
  const tryIn = (Password: string) => () => client.call('AuthenticateUser', { UserName: userName, Password });
  expect(await added(SIGN_INS, tryIn('wrong'))).toEqual({ 'gateway rejected': 1 });
  expect(await added(SIGN_INS, tryIn(PASSWORD))).toEqual({ 'gateway ok': 1 });
  expect(await added(SIGN_INS, () => client.call('Ping'))).toEqual({});
});

it('the number of open sockets follows sockets that open and close', async () => {
  const line = 'access_console_open_sockets';
  await vi.waitFor(async () => expect(await read(line)).toBe(0), UNLESS_HUNG);
  const raw = [await openRaw(gateway.origin, '/WSGateway/'), await openRaw(gateway.origin, '/APAD/')];
  expect(await read(line)).toBe(2);
  const closed = Promise.all(raw.map(({ socket }) => closing(socket)));
  for (const { socket } of raw) socket.close();
  await closed;
  await vi.waitFor(async () => expect(await read(line)).toBe(0), UNLESS_HUNG);
});

describe('a request for metrics', () => {
  it('with the token gets text that must not be cached, and counts as no call', async () => {
    const response = await ask();
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await added(CALLS, () => ask())).toEqual({});
    const head = await ask(undefined, 'HEAD');
    expect(head.status).toBe(200);
    expect(await head.text()).toBe('');
  });

  it('without the token gets 401, and no repetition is counted in the database', async () => {
    const readRateLimits = () => database().$queryRaw`SELECT * FROM rate_limits`;
    const before = await readRateLimits();
    const tokens = ['', 'Bearer', 'Bearer x', `Basic ${TOKEN}`, `Bearer ${TOKEN}x`];
    for (const Authorization of [...tokens, ...Array(200).fill('Bearer wrong')]) {
      const response = await ask({ Authorization });
      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toBe('Bearer');
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(await response.text()).toBe('');
    }
    expect(await readRateLimits()).toEqual(before);
  });

  it('with a method that changes something gets 404', async () => {
    for (const method of ['POST', 'PUT', 'DELETE']) expect((await ask(undefined, method)).status).toBe(404);
  });

  it('gets the answer of an unknown path when METRICS_TOKEN is not set', async () => {
    vi.stubEnv('METRICS_TOKEN', '');
    onTestFinished(() => void vi.stubEnv('METRICS_TOKEN', TOKEN));
    const { origin } = await openGatewayProcess();
    const answers = ['/metrics', '/nowhere'].map(async (path) => {
      const response = await fetch(origin + path, { headers: { Authorization: `Bearer ${TOKEN}` } });
      return { status: response.status, content: await response.json() };
    });
    const [metrics, nowhere] = await Promise.all(answers);
    expect(metrics).toEqual(nowhere);
    expect(metrics?.status).toBe(404);
  });
});
