import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { makeRemovalScene } from '@/domain/testing/scene';
import { readEntries } from '@/domain/testing/state';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import type { Limits } from '../limits/limits';
import { type Gateway, openGateway } from '../server';
import { openClient, PROTOCOLS, type Result } from '../testing/client';
import { setUpGateway } from '../testing/gateway';
import { makePerson, openSignedIn } from '../testing/people';
import { post } from '../testing/raw';

// With a trusted proxy, each test can have an address of its own.
vi.stubEnv('TRUSTED_PROXIES', '1');

const limit = { calls: 4, seconds: 24 * 3_600 };
const limits: Partial<Limits> = { unauthenticated: limit, changes: limit };
const gateway = setUpGateway(limits);

/** Another gateway on the same database. */
let second: Gateway;
beforeAll(async () => {
  second = await openGateway({ host: '127.0.0.1', port: 0, limits });
});
afterAll(() => second?.close());

const originOf = ({ port }: Gateway) => `http://127.0.0.1:${port}`;

let addresses = 0;
function newAddress(): Record<string, string> {
  addresses += 1;
  return { 'X-Forwarded-For': `192.0.2.${addresses}` };
}

const LIMITED = {
  code: 101,
  detail: expect.stringMatching(/^Too many calls\. Try again in \d+ seconds\.$/),
};
const times = async (count: number, call: () => Promise<Result>) => {
  const results: Result[] = [];
  for (let done = 0; done < count; done += 1) results.push(await call());
  return results;
};

/** Calls that count as unauthenticated, with their code below the limit. */
const UNAUTHENTICATED: Record<string, { call: string; payload?: object; code: number }> = {
  'calls without a session': { call: 'GetOperators', code: 20 },
  'calls that do not exist': { call: 'GetOperator', code: 106 },
  'malformed payloads': { call: 'AuthenticateUser', payload: { UserName: 'x' }, code: 100 },
  'sign-ins that fail': { call: 'AuthenticateUser', payload: { UserName: 'x', Password: 'x' }, code: 0 },
  'LogOuts without a session': { call: 'LogOut', code: 0 },
};

describe.each(PROTOCOLS)('over %s', (protocol) => {
  it.each(Object.keys(UNAUTHENTICATED))('%s are limited by address', async (name) => {
    const { call, payload, code } = UNAUTHENTICATED[name] ?? { call: '', code: -1 };
    const client = await openClient(protocol, gateway.origin, { headers: newAddress() });
    const other = await openClient(protocol, gateway.origin, { headers: newAddress() });
    const results = await times(4, () => client.call(call, payload));
    // A malformed sign-in is counted as a sign-in and as malformed.
    if (name !== 'malformed payloads') for (const result of results) expect(result).toMatchObject({ code });
    expect(await client.call(call, payload)).toMatchObject(LIMITED);
    expect(await other.call(call, payload)).toMatchObject({ code });
    expect(await client.call('Ping')).toMatchObject({ code: 0 });
    for (const { close } of [client, other]) close();
  });

  it('an unauthenticated client is answered again once the time of the limit is over', async () => {
    const client = await openClient(protocol, gateway.origin, { headers: newAddress() });
    const ask = () => client.call('GetOperators');
    expect((await times(6, ask)).at(-1)).toMatchObject(LIMITED);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + (limit.seconds + 1) * 1_000 });
    onTestFinished(() => void vi.useRealTimers());
    expect(await ask()).toMatchObject({ code: 20 });
    client.close();
  });

  it('a signed-in user is not limited by unauthenticated clients at the same address', async () => {
    const headers = newAddress();
    const { userName } = await makePerson({ permissions: ['Operator'] });
    const client = await openSignedIn(protocol, gateway.origin, userName, headers);
    const unauthenticated = await openClient(protocol, gateway.origin, { headers });
    await times(5, () => unauthenticated.call('GetOperators'));
    expect(await unauthenticated.call('GetOperators')).toMatchObject(LIMITED);
    for (const result of await times(10, () => client.call('GetOperators'))) {
      expect(result).toMatchObject({ code: 0 });
    }
    const { requests } = await makeRemovalScene();
    expect(await client.call('RemoveOperatorOMS', requests.RemoveOperatorOMS)).toMatchObject({ code: 0 });
    for (const { close } of [client, unauthenticated]) close();
  });

  it('changes are limited by user before they are audited, and reads and other users are not', async () => {
    const { userName, id } = await makePerson({ permissions: ['Operator'] });
    const client = await openSignedIn(protocol, gateway.origin, userName, newAddress());
    const { userName: otherName } = await makePerson({ permissions: ['Operator'] });
    const other = await openSignedIn(protocol, gateway.origin, otherName, newAddress());
    const { requests } = await makeRemovalScene();
    const missing = { ...requests.RemoveOperatorOMS, OMSId: 2_000_000_000 };
    for (const result of await times(4, () => client.call('RemoveOperatorOMS', missing))) {
      expect(result).toMatchObject({ code: 104 });
    }
    expect(await client.call('RemoveOperatorOMS', requests.RemoveOperatorOMS)).toMatchObject(LIMITED);
    expect((await readEntries()).filter(({ actorId }) => actorId === id)).toHaveLength(4);
    expect(await client.call('GetOperators')).toMatchObject({ code: 0 });
    expect(await other.call('RemoveOperatorOMS', requests.RemoveOperatorOMS)).toMatchObject({ code: 0 });
    for (const { close } of [client, other]) close();
  });
});

describe('two gateways on one database', () => {
  it('share the limit of unauthenticated calls, and HTTP answers 429 with Retry-After', async () => {
    const headers = newAddress();
    const origins = [gateway.origin, originOf(second)];
    const ask = (origin = '') => post(origin, 'GetOperators', {}, headers);
    for (const origin of [...origins, ...origins]) expect(await ask(origin)).toMatchObject({ status: 401 });
    for (const origin of origins) {
      const answer = await ask(origin);
      expect(answer).toMatchObject({ status: 429, content: { errorcode: 101, detail: LIMITED.detail } });
      expect(answer.headers.get('retry-after')).toMatch(/^8[56]\d{3}$/);
    }
  });

  it('share the limit of changes by one user', async () => {
    const { id: userId } = await makePerson({ permissions: ['Operator'] });
    const { secret } = await create.session(database(), { userId, door: 'gateway' });
    const headers = { ...newAddress(), Authorization: `Bearer ${secret}` };
    const payload = { OperatorId: 2_000_000_000, OMSId: 1 };
    const statuses: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      for (const origin of [gateway.origin, originOf(second)]) {
        statuses.push((await post(origin, 'RemoveOperatorOMS', payload, headers)).status);
      }
    }
    expect(statuses).toEqual([404, 404, 404, 404, 429, 429]);
  });

  it('count malformed and oversized bodies as unauthenticated', async () => {
    const headers = newAddress();
    const statuses: number[] = [];
    for (const body of ['{', '[]', '{}'.padEnd(2 ** 20 + 1), 'x', '{', '{}'.padEnd(2 ** 20 + 1)]) {
      statuses.push((await post(gateway.origin, 'Ping', body, headers)).status);
    }
    expect(statuses).toEqual([400, 400, 413, 400, 429, 429]);
  });
});
