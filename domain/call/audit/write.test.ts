import { beforeEach, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import { removals } from '../../removals';
import { contextOf, newActor, readActor } from '../../testing/actors';
import { outcomeOf } from '../../testing/outcome';
import { whileRefusing } from '../../testing/refusing-table';
import { makeRemovalScene } from '../../testing/scene';
import { readEntries } from '../../testing/state';
import { setUpTestDatabase } from '../../testing/test-database';
import type { Actor } from '../actor';

setUpTestDatabase();

const { RemoveOperatorOMS, RemoveUserAccount, RemoveUserRole } = removals;
const NOTHING = { before: null, after: null, reply: null };

let actor: Actor;
let world: Awaited<ReturnType<typeof makeRemovalScene>>;

beforeEach(async () => {
  actor = await newActor({ permissions: ['Operator', 'PlatformAdmin'] });
  world = await makeRemovalScene();
});

const lastEntry = async () => (await readEntries()).at(-1);

describe('the audit entry', () => {
  it('of a completed call names the actor, the address, the target, the reason and both states', async () => {
    const beginning = Date.now();
    const { user, company } = world;
    const reason = { code: 'other' as const, text: 'left the desk' };
    const context = contextOf({ reason, door: 'gateway', address: '198.51.100.4' });
    const request = { companyname: company.name, RoleName: 'CompanyAgent', USERNAME: user.userName, more: 1 };
    const reply = await RemoveUserRole.run(actor, request, context);

    const member = {
      companyId: company.id,
      companyName: company.name,
      userId: user.id,
      userName: user.userName,
    };
    const entry = await lastEntry();
    expect(entry).toEqual({
      seq: expect.any(BigInt),
      restores: null,
      prev: expect.any(String),
      mac: expect.any(String),
      at: expect.any(Date),
      actorId: actor.userId,
      actorName: actor.userName,
      sessionId: actor.sessionId,
      address: '198.51.100.4',
      door: 'gateway',
      call: 'RemoveUserRole',
      outcome: 'done',
      errorCode: 0,
      detail: null,
      target: `${user.userName} (user ${user.id}) · CoAgent · ${company.name} (company ${company.id})`,
      subjectUserId: user.id,
      companyId: company.id,
      omsId: null,
      accountId: null,
      reasonCode: 'other',
      reasonText: 'left the desk',
      requestId: context.requestId,
      correlationId: context.correlationId,
      request: { companyName: company.name, roleName: 'CoAgent', userName: user.userName },
      before: { ...member, roles: ['CoAdmin', 'CoAgent'] },
      after: { ...member, roles: ['CoAdmin'] },
      reply,
    });
    // The clocks of two machines may differ by a little.
    expect(entry?.at.getTime()).toBeGreaterThan(beginning - 10_000);
    expect(entry?.at.getTime()).toBeLessThan(Date.now() + 10_000);
  });

  it('of RemoveOperatorOMS holds the states with the documented keys', async () => {
    const { operator, oms, requests } = world;
    const request = { operatorid: operator.id, omsid: oms.id, isdefault: true };
    await RemoveOperatorOMS.run(actor, request, contextOf());
    expect(await lastEntry()).toMatchObject({
      subjectUserId: operator.id,
      omsId: oms.id,
      accountId: null,
      companyId: null,
      reasonCode: null,
      request: requests.RemoveOperatorOMS,
      before: requests.RemoveOperatorOMS,
      after: null,
    });
  });

  it('of RemoveUserAccount refers to the account and its OMS', async () => {
    const { user, oms, account } = world;
    const request = { accountHandle: account.handle, userId: user.id };
    await RemoveUserAccount.run(actor, { ...request, accountId: 0, userName: '' }, contextOf());
    const before = {
      accountId: account.id,
      accountHandle: account.handle,
      userId: user.id,
      isDefaultAccount: true,
    };
    expect(await lastEntry()).toMatchObject({
      subjectUserId: user.id,
      omsId: oms.id,
      accountId: account.id,
      companyId: null,
      request,
      before,
    });
  });

  it('of a refusal holds the reason, and the target as far as it was resolved', async () => {
    const { operator, oms, requests } = world;
    const run = (other: object) =>
      outcomeOf(RemoveOperatorOMS.run(actor, { ...requests.RemoveOperatorOMS, ...other }, contextOf()));
    await run({ IsDefault: false });
    const detail = expect.stringContaining('is the default');
    expect(await lastEntry()).toMatchObject({
      outcome: 'refused',
      errorCode: 101,
      detail,
      omsId: oms.id,
      ...NOTHING,
    });

    await run({ OMSId: 2_147_483_647 });
    const target = `operator ${operator.id} · OMS 2147483647`;
    expect(await lastEntry()).toMatchObject({
      outcome: 'refused',
      errorCode: 104,
      target,
      omsId: null,
      ...NOTHING,
    });
  });

  it('of a fault does not reveal internals', async () => {
    const { operator, oms, requests } = world;
    const remove = () => RemoveOperatorOMS.run(actor, requests.RemoveOperatorOMS, contextOf());
    const failure = await whileRefusing('DELETE ON operator_omses', remove).catch((error: unknown) => error);
    expect(failure).toMatchObject({ isUnavailable: false, cause: expect.anything() });
    const entry = await lastEntry();
    expect(entry).toMatchObject({ outcome: 'failed', errorCode: 102, omsId: oms.id, ...NOTHING });
    expect(entry?.detail).not.toContain('internals');
    expect(await database().operatorOms.count({ where: { operatorId: operator.id } })).toBe(1);
  });

  it('never holds a secret from the request', async () => {
    const { requests } = world;
    const { secret } = await create.session(database(), { userId: actor.userId });
    const signedIn = await readActor(secret);
    const secrets = { sessionId: secret, SessionToken: secret, Password: 'hunter2-hunter2', Code: 'hunter2' };
    const calls = [
      () => RemoveUserRole.run(signedIn, { ...requests.RemoveUserRole, ...secrets }, contextOf()),
      () => RemoveUserRole.run(signedIn, { ...requests.RemoveUserRole, ...secrets }, contextOf()),
      () => RemoveOperatorOMS.run(signedIn, { ...requests.RemoveOperatorOMS, ...secrets }, contextOf()),
      () => RemoveUserAccount.run(signedIn, { ...requests.RemoveUserAccount, ...secrets }, contextOf()),
    ];
    const codes = [];
    for (const call of calls) codes.push((await outcomeOf<unknown>(call())).code);
    expect(codes).toEqual([0, 104, 0, 0]);
    const log = JSON.stringify(await readEntries(), (_, value) =>
      typeof value === 'bigint' ? `${value}` : value,
    );
    expect(log).toContain(signedIn?.sessionId);
    expect(log).not.toMatch(new RegExp(`${secret}|hunter2`));
  });
});
