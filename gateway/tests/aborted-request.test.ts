import { describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { makeCompany, makeUser } from '@/prisma/factories';
import { type Client, PROTOCOLS, type ProtocolName } from '../testing/client';
import { CUT_OFFS, type Victim } from '../testing/cut-offs';
import { setUpGateway } from '../testing/gateway';
import { makePerson, openSignedIn } from '../testing/people';

const gateway = setUpGateway();

async function makeVictim(protocol: ProtocolName): Promise<Victim> {
  const user = await makePerson({ permissions: ['Operator'] });
  const other = await makeUser(database());
  const roles = [user, other].map(({ id: userId }) => ({ userId, role: 'CoAdmin' as const }));
  const company = await makeCompany(database(), { roles });
  return { user, company, client: await openSignedIn(protocol, gateway.origin, user.userName) };
}

async function openSuperuser(): Promise<Client> {
  const { userName } = await makePerson({ permissions: ['SUPERUSER'] });
  return openSignedIn('http', gateway.origin, userName);
}

describe.each(PROTOCOLS)('somebody who calls over %s', (protocol) => {
  it.each(Object.keys(CUT_OFFS))('is cut off by %s, from the very next call on', async (name) => {
    const { by, call, hears } = CUT_OFFS[name] ?? {};
    const victim = await makeVictim(protocol);
    const bystander = await makeVictim(protocol);
    expect(await victim.client.call(call ?? '')).toMatchObject({ code: 0 });
    await by?.(victim, await openSuperuser());
    expect(await victim.client.call(call ?? '')).toEqual({ code: 20, detail: hears, reply: null });
    // What is open stays open, and others feel nothing of it.
    expect(await victim.client.call('Ping')).toMatchObject({ code: 0 });
    expect(await bystander.client.call(call ?? '')).toMatchObject({ code: 0 });
    victim.client.close();
    bystander.client.close();
  });

  it('puts off the idle end by a call, but not by a Ping', async () => {
    const { user, client } = await makeVictim(protocol);
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

  it('may sign in again after ForceUserLogoff, but not once he is barred', async () => {
    const { user, client } = await makeVictim(protocol);
    const superuser = await openSuperuser();
    await superuser.call('ForceUserLogoff', { username: user.userName });
    await (await openSignedIn(protocol, gateway.origin, user.userName)).call('GetOperators');
    await superuser.call('SetUserInfo', { userId: user.id, emailVerified: false });
    await expect(openSignedIn(protocol, gateway.origin, user.userName)).rejects.toThrow('was not let in');
    client.close();
  });
});
