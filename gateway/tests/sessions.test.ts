import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { NO_SESSION } from '@/domain/call/errors';
import { readActor } from '@/domain/testing/actors';
import { makeRemovalScene } from '@/domain/testing/scene';
import { readEntries, readState } from '@/domain/testing/state';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import { openClient, PROTOCOLS } from '../testing/client';
import { setUpGateway } from '../testing/gateway';
import { makePerson, openSignedIn, PASSWORD } from '../testing/people';
import { post } from '../testing/raw';

const gateway = setUpGateway();

const REFUSED = { code: 20, detail: NO_SESSION, reply: null };

/** Signs a user in over HTTP, and returns the session id. */
async function signInByHttp(userName: string): Promise<string> {
  const credentials = { UserName: userName, Password: PASSWORD };
  const { content } = await post(gateway.origin, 'AuthenticateUser', credentials);
  expect(content.SessionToken).toBe(content.sessionId);
  return String(content.sessionId);
}

const bearer = (sessionId: string) => ({ Authorization: `Bearer ${sessionId}` });

/** The rows of the whole database, as text. */
async function readDatabase(): Promise<string> {
  const entries = (await readEntries()).map((entry) => ({ ...entry, seq: String(entry.seq) }));
  const limits = await database().rateLimit.findMany();
  return [...(await readState()), JSON.stringify(entries), JSON.stringify(limits)].join('\n');
}

describe('a session', () => {
  it.each(['apad', 'http'] as const)('of the console is refused by the gateway over %s', async (protocol) => {
    const { id: userId } = await makePerson({ permissions: ['SUPERUSER'] });
    const { secret } = await create.session(database(), { userId });
    const client = await openClient(protocol, gateway.origin, { sessionId: secret });
    expect(await client.call('GetOperators')).toEqual(REFUSED);
    client.close();
    const own = await create.session(database(), { userId, door: 'gateway' });
    const other = await openClient(protocol, gateway.origin, { sessionId: own.secret });
    expect(await other.call('GetOperators')).toMatchObject({ code: 0 });
    other.close();
  });

  it('of the gateway is refused by the console', async () => {
    const { userName } = await makePerson();
    expect(await readActor(await signInByHttp(userName))).toBeNull();
  });

  it('works over HTTP and on an APAD socket, and LogOut ends it for both', async () => {
    const { userName } = await makePerson({ permissions: ['Operator'] });
    const sessionId = await signInByHttp(userName);
    const client = await openClient('apad', gateway.origin, { sessionId });
    expect(await client.call('GetOperators')).toMatchObject({ code: 0 });
    await client.call('LogOut');
    expect(await post(gateway.origin, 'GetOperators', {}, bearer(sessionId))).toMatchObject({ status: 401 });
    client.close();
  });

  it('belongs to the socket over APEX, which ignores a sessionId in a payload', async () => {
    const { userName } = await makePerson({ permissions: ['Operator'] });
    const [client, unauthenticated] = [
      await openSignedIn('apex', gateway.origin, (await makePerson()).userName),
      await openClient('apex', gateway.origin),
    ];
    const sessionId = await signInByHttp(userName);
    expect(await client.call('GetOperators', { sessionId })).toMatchObject({ code: 20 });
    expect(await unauthenticated.call('GetUserFromSession', { sessionId })).toEqual(REFUSED);
    for (const { close } of [client, unauthenticated]) close();
  });

  it('stays live after a failed sign-in on its socket, and after the socket is closed', async () => {
    const { id, userName } = await makePerson({ permissions: ['Operator'] });
    const client = await openSignedIn('apex', gateway.origin, userName);
    await client.call('AuthenticateUser', { UserName: userName, Password: 'wrong' });
    expect(await client.call('GetOperators')).toMatchObject({ code: 0 });
    client.close();
    expect(await database().session.count({ where: { userId: id, endedAt: null } })).toBe(1);
  });
});

describe.each(PROTOCOLS)('a secret sent over %s', (protocol) => {
  it('is not in the database, whether it is a session id or a password', async () => {
    const { requests } = await makeRemovalScene();
    const { id, userName } = await makePerson({ permissions: ['Operator'] });
    const client = await openClient(protocol, gateway.origin);
    const { reply } = await client.call('AuthenticateUser', { UserName: userName, Password: PASSWORD });
    const { sessionId } = reply as { sessionId: string };
    const secrets = { sessionId, Password: 'hunter2-hunter2', Code: '271828' };
    await client.call('RemoveOperatorOMS', { ...requests.RemoveOperatorOMS, ...secrets });
    await client.call('RemoveOperatorOMS', { ...requests.RemoveOperatorOMS, ...secrets });
    await client.call('AuthenticateUser', { UserName: userName, Password: secrets.Password });
    client.close();

    const stored = await readDatabase();
    for (const secret of [...Object.values(secrets), PASSWORD]) expect(stored).not.toContain(secret);
    const secretHash = createHash('sha256').update(sessionId).digest('hex');
    const sessions = await database().session.findMany({ where: { userId: id } });
    expect(sessions).toMatchObject([{ secretHash, door: 'gateway', address: '127.0.0.1' }]);
    const entries = (await readEntries()).filter(({ actorId }) => actorId === id);
    expect(entries).toMatchObject([
      { outcome: 'done', sessionId: sessions[0]?.id, address: '127.0.0.1', door: 'gateway' },
      { outcome: 'refused', errorCode: 104, sessionId: sessions[0]?.id },
    ]);
  });
});

describe.each(PROTOCOLS)('a session opened over %s', (protocol) => {
  it.each([
    ['access-console/0.1.0', 'access-console/0.1.0'],
    ['x'.repeat(2_000), 'x'.repeat(500)],
  ])('stores the first 500 characters of the User-Agent header: %#', async (agent, kept) => {
    const { id, userName } = await makePerson();
    const headers = { 'User-Agent': agent };
    const client = await openSignedIn(protocol, gateway.origin, userName, headers);
    client.close();
    const sessions = await database().session.findMany({ where: { userId: id } });
    expect(sessions).toMatchObject([{ userAgent: kept, idleMinutes: 15 }]);
  });
});

describe('a sessionId over HTTP', () => {
  it.each<[string, (own: string, other: string) => [headers: Record<string, string>, body: object], number]>([
    ['in the header', (own) => [bearer(own), {}], 200],
    ['in the header, in another case', (own) => [{ authorization: `bearer ${own}` }, {}], 200],
    ['in the payload', (own) => [{}, { sessionId: own }], 200],
    ['in the payload, in another case', (own) => [{}, { SESSIONID: own }], 200],
    ['in both, the same', (own) => [bearer(own), { sessionId: own }], 200],
    ['in both, different', (own, other) => [bearer(own), { sessionId: other }], 403],
    ['in both, the payload’s empty', (own) => [bearer(own), { sessionId: '' }], 200],
    ['in both, the payload’s null', (own) => [bearer(own), { sessionId: null }], 200],
    ['in neither', () => [{}, {}], 401],
    ['that is unknown', () => [bearer('5f0d7d7e-5b3c-4d0b-9f5e-000000000000'), {}], 401],
    ['twice in the payload', (own) => [{}, { sessionId: own, SessionID: own }], 400],
    ['as a number', () => [{}, { sessionId: 5 }], 400],
    ['as Basic credentials', (own) => [{ Authorization: `Basic ${own}` }, {}], 400],
    ['as an empty bearer', () => [{ Authorization: 'Bearer ' }, {}], 400],
  ])('%s gets the right status', async (_, write, status) => {
    const own = await signInByHttp((await makePerson()).userName);
    const other = await signInByHttp((await makePerson()).userName);
    const [headers, body] = write(own, other);
    const answer = await post(gateway.origin, 'GetUserFromSession', body, headers);
    expect(answer.status).toBe(status);
    const codes: Record<number, number> = { 400: 100, 401: 20, 403: 20 };
    expect(answer.content.errorcode).toBe(codes[status]);
    expect(answer.headers.get('www-authenticate')).toBe(status === 401 ? 'Bearer' : null);
    if (status !== 200) expect(JSON.stringify(answer.content)).not.toContain(own);
  });
});
