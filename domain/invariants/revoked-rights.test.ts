import { beforeEach, describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import type { Actor } from '../call/actor';
import { NO_SESSION } from '../call/errors';
import type { Tx } from '../call/transaction';
import { calls } from '../registry';
import { removals } from '../removals';
import { contextOf, newActor, signInAs } from '../testing/actors';
import { outcomeOf } from '../testing/outcome';
import { setUpTestDatabase } from '../testing/test-database';
import { holdOpen, untilWaiting } from '../testing/transactions';
import { endOtherSessions } from '../users/end-other-sessions';
import { endOwnSession } from '../users/end-own-session';

setUpTestDatabase();

const { RemoveOperatorOMS, RemoveUserRole } = removals;

const blockAudit = () => holdOpen((tx) => tx.$queryRaw`SELECT FROM audit_head FOR UPDATE`);

describe('a revocation of the permission Operator while its holder makes a removal', () => {
  let operator: Actor;
  let link: { operatorId: number; omsId: number };
  const remove = () =>
    outcomeOf(
      RemoveOperatorOMS.run(operator, { OperatorId: link.operatorId, OMSId: link.omsId }, contextOf()),
    );
  const revoke = (tx: Tx) => tx.userPermission.deleteMany({ where: { userId: operator.userId } });
  const isAssigned = async () => (await database().operatorOms.count({ where: link })) === 1;

  beforeEach(async () => {
    operator = await newActor({ permissions: ['Operator'] });
    const { id: omsId } = await create.oms(database());
    link = { operatorId: operator.userId, omsId };
    await create.assignment(database(), link);
  });

  it.each([
    ['refuses it once the revocation commits', 'commit', 20, true],
    ['allows it once the revocation rolls back', 'roll back', 0, false],
  ] as const)('makes the removal wait, and %s', async (_, how, code, staysAssigned) => {
    const end = await holdOpen(revoke);
    const removal = remove();
    await untilWaiting();
    await end(how);
    expect(await removal).toMatchObject({ code });
    expect(await isAssigned()).toBe(staysAssigned);
  });

  it('waits for a removal that began first', async () => {
    const end = await blockAudit();
    const removal = remove();
    await untilWaiting(1);
    let isRevoked = false;
    const revocation = revoke(database()).then(() => {
      isRevoked = true;
    });
    await untilWaiting(2);
    expect(isRevoked).toBe(false);
    await end('commit');
    expect(await removal).toMatchObject({ code: 0 });
    await revocation;
    expect(await remove()).toMatchObject({ code: 20 });
  });
});

describe('a removal of the role CoAdmin while its holder makes a removal', () => {
  let platformAdmin: Actor;
  let admin: Actor;
  let agent: { id: number; userName: string };
  let companyName: string;
  const remove = (actor: Actor, userName: string, roleName: string) =>
    outcomeOf(RemoveUserRole.run(actor, { companyName, userName, roleName }, contextOf()));
  const rolesOf = (userId: number) => database().companyRole.count({ where: { userId } });

  beforeEach(async () => {
    platformAdmin = await newActor({ permissions: ['PlatformAdmin'] });
    const { id: adminId } = await create.user(database());
    agent = await create.user(database());
    const roles = [
      { userId: adminId, role: 'CoAdmin' as const },
      { userId: agent.id, role: 'CoAgent' as const },
    ];
    companyName = (await create.company(database(), { roles })).name;
    admin = await signInAs(adminId);
  });

  it('makes the holder’s removal wait, and refuses it once the role is removed', async () => {
    const end = await blockAudit();
    const revocation = remove(platformAdmin, admin.userName, 'CoAdmin');
    await untilWaiting(1);
    const removal = remove(admin, agent.userName, 'CoAgent');
    await untilWaiting(2);
    await end('commit');
    expect(await revocation).toMatchObject({ code: 0 });
    expect(await removal).toMatchObject({ code: 20 });
    expect(await rolesOf(agent.id)).toBe(1);
  });

  it('waits for a removal by the holder that began first', async () => {
    const end = await blockAudit();
    const removal = remove(admin, agent.userName, 'CoAgent');
    await untilWaiting(1);
    const revocation = remove(platformAdmin, admin.userName, 'CoAdmin');
    await untilWaiting(2);
    await end('commit');
    expect(await removal).toMatchObject({ code: 0 });
    expect(await revocation).toMatchObject({ code: 0 });
    const calls = await database().auditEntry.findMany({
      where: { actorId: { in: [admin.userId, platformAdmin.userId] } },
      orderBy: { seq: 'asc' },
      select: { actorId: true },
    });
    expect(calls).toEqual([{ actorId: admin.userId }, { actorId: platformAdmin.userId }]);
  });
});

describe('an actor whose session ends while they make a removal', () => {
  let superuser: Actor;
  let operator: Actor;
  let links: { operatorId: number; omsId: number }[];
  const removeLink = (link: (typeof links)[number] | undefined) =>
    outcomeOf(
      RemoveOperatorOMS.run(operator, { OperatorId: link?.operatorId, OMSId: link?.omsId }, contextOf()),
    );
  const doneBy = (actor: Actor) =>
    database().auditEntry.findMany({ where: { actorId: actor.userId, outcome: 'done' } });

  beforeEach(async () => {
    superuser = await newActor({ permissions: ['SUPERUSER'] });
    operator = await newActor({ permissions: ['Operator'] });
    const { id: operatorId } = await create.user(database(), { permissions: ['Operator'] });
    links = [];
    for (const _ of [1, 2]) links.push({ operatorId, omsId: (await create.oms(database())).id });
    for (const link of links) await create.assignment(database(), link);
  });

  it.each<[string, () => Promise<unknown>]>([
    [
      'they are blocked from signing in',
      () => calls.SetUserInfo.run(superuser, { userId: operator.userId, emailVerified: false }, contextOf()),
    ],
    [
      'they are logged off',
      () => calls.ForceUserLogoff.run(superuser, { username: operator.userName }, contextOf()),
    ],
    [
      'they end the session from another session',
      async () => {
        const other = await signInAs(operator.userId);
        return endOwnSession.run(other, { sessionId: operator.sessionId }, contextOf());
      },
    ],
    [
      'they end all other sessions from another session',
      async () => {
        const other = await signInAs(operator.userId);
        return endOtherSessions.run(other, {}, contextOf());
      },
    ],
  ])('removes nothing once %s, if that call comes first in the audit log', async (_, cutOff) => {
    const end = await blockAudit();
    const ending = cutOff();
    await untilWaiting(1);
    // The removal passes its first check, because the session is still open.
    const removal = removeLink(links[0]);
    await untilWaiting(2);
    await end('commit');
    await ending;
    expect(await removal).toMatchObject({ code: 20, detail: NO_SESSION });
    expect(await database().operatorOms.count({ where: { omsId: links[0]?.omsId ?? 0 } })).toBe(1);
    const own = (await doneBy(operator)).filter(({ call }) => call === 'RemoveOperatorOMS');
    expect(own).toEqual([]);
  });

  it('removes nothing after a sign-out or a password change, which write no audit entry', async () => {
    const end = await blockAudit();
    const removal = removeLink(links[0]);
    await untilWaiting(1);
    await database().session.updateMany({ where: { id: operator.sessionId }, data: { endedAt: new Date() } });
    await end('commit');
    expect(await removal).toMatchObject({ code: 20, detail: NO_SESSION });
    expect(await doneBy(operator)).toEqual([]);
  });

  it('keeps the effect of a removal that comes first in the audit log', async () => {
    const end = await blockAudit();
    const removal = removeLink(links[0]);
    await untilWaiting(1);
    const ending = calls.ForceUserLogoff.run(superuser, { username: operator.userName }, contextOf());
    await untilWaiting(2);
    await end('commit');
    expect(await removal).toMatchObject({ code: 0 });
    await ending;
    expect(await removeLink(links[1])).toMatchObject({ code: 20 });
  });

  it('is refused further calls after ending their own session with ForceUserLogoff', async () => {
    const request = { username: superuser.userName };
    expect(await outcomeOf(calls.ForceUserLogoff.run(superuser, request, contextOf()))).toMatchObject({
      code: 0,
    });
    expect(await outcomeOf(calls.ForceUserLogoff.run(superuser, request, contextOf()))).toMatchObject({
      code: 20,
    });
  });
});
