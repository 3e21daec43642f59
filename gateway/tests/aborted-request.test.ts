import { describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import { type Client, PROTOCOLS, type ProtocolName } from '../testing/client';
import { type AffectedUser, CUT_OFFS } from '../testing/cut-offs';
import { setUpGateway } from '../testing/gateway';
import { makePerson, openSignedIn } from '../testing/people';

const gateway = setUpGateway();

async function makeAffectedUser(protocol: ProtocolName): Promise<AffectedUser> {
  const user = await makePerson({ permissions: ['Operator'] });
  const other = await create.user(database());
  const roles = [user, other].map(({ id: userId }) => ({ userId, role: 'CoAdmin' as const }));
  const company = await create.company(database(), { roles });
  return { user, company, client: await openSignedIn(protocol, gateway.origin, user.userName) };
}

async function openSuperuser(): Promise<Client> {
  const { userName } = await makePerson({ permissions: ['SUPERUSER'] });
  return openSignedIn('http', gateway.origin, userName);
}

describe.each(PROTOCOLS)('a signed-in client over %s', (protocol) => {
  it.each(Object.keys(CUT_OFFS))('is refused from the next call on after %s', async (name) => {
    const { perform, call, detail } = CUT_OFFS[name] ?? {};
    const affected = await makeAffectedUser(protocol);
    const bystander = await makeAffectedUser(protocol);
    expect(await affected.client.call(call ?? '')).toMatchObject({ code: 0 });
    await perform?.(affected, await openSuperuser());
    expect(await affected.client.call(call ?? '')).toEqual({ code: 20, detail, reply: null });
    // The connection stays open, and other users are not affected.
    expect(await affected.client.call('Ping')).toMatchObject({ code: 0 });
    expect(await bystander.client.call(call ?? '')).toMatchObject({ code: 0 });
    affected.client.close();
    bystander.client.close();
  });

  it('postpones the idle end of its session by a call, but not by a Ping', async () => {
    const { user, client } = await makeAffectedUser(protocol);
    const where = { userId: user.id };
    const lastSeenAt = new Date(Date.now() - 10 * 60_000);
    await database().session.updateMany({ where, data: { lastSeenAt } });
    await client.call('Ping');
    expect(await database().session.findMany({ where })).toMatchObject([{ lastSeenAt }]);
    await client.call('GetOperators');
    const [session] = await database().session.findMany({ where });
    expect(Number(session?.lastSeenAt)).toBeGreaterThan(Number(lastSeenAt));
    client.close();
  });

  it('can sign in again after ForceUserLogoff, but not after the user is blocked', async () => {
    const { user, client } = await makeAffectedUser(protocol);
    const superuser = await openSuperuser();
    await superuser.call('ForceUserLogoff', { username: user.userName });
    await (await openSignedIn(protocol, gateway.origin, user.userName)).call('GetOperators');
    await superuser.call('SetUserInfo', { userId: user.id, emailVerified: false });
    await expect(openSignedIn(protocol, gateway.origin, user.userName)).rejects.toThrow('was rejected');
    client.close();
  });
});
