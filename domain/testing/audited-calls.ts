import { expect } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import { exportEvidence } from '../audit-entries/evidence';
import { exportAudit } from '../audit-entries/export';
import { restore } from '../audit-entries/restore';
import type { Mutation } from '../call/mutation';
import { calls } from '../registry';
import { endOtherSessions } from '../users/end-other-sessions';
import { endOwnSession } from '../users/end-own-session';
import { contextOf, readActor } from './actors';
import { failSignIns } from './failed-sign-ins';
import { outcomeOf } from './outcome';

/**
 * Makes the user that calls are about (the subject), two companies, and an observer of every kind. The
 * subject is CoShareholder of "here" and CoAdmin of "there"; each company has another CoAdmin: `CoAdmin`
 * here, `elsewhere` there. The manager is an Operator at the subject's OMS and at another one. The actor
 * makes the calls about the subject; the user `powerless` makes those that must be refused for lack of a
 * right.
 */
export async function makeAuditedWorld() {
  const db = database();
  const resident = await create.user(db);
  const [here, there] = [await create.company(db), await create.company(db)];
  const [oms, another] = [await create.oms(db), await create.oms(db)];
  const [account, free] = [
    await create.account(db, { omsId: oms.id }),
    await create.account(db, { omsId: oms.id }),
  ];
  const operator = { permissions: ['Operator' as const] };
  const users = {
    subject: await create.user(db, operator),
    plain: await create.user(db),
    Operator: await create.user(db, operator),
    manager: await create.user(db, operator),
    CoAdmin: await create.user(db),
    elsewhere: await create.user(db),
    PlatformAdmin: await create.user(db, { permissions: ['PlatformAdmin'] }),
    SUPERUSER: await create.user(db, { permissions: ['SUPERUSER'] }),
    actor: await create.user(db, { permissions: ['SUPERUSER'] }),
    powerless: await create.user(db),
  };
  const { subject, manager, CoAdmin, elsewhere } = users;
  for (const { id } of [oms, another]) await create.assignment(db, { operatorId: manager.id, omsId: id });
  await create.assignment(db, { operatorId: subject.id, omsId: oms.id });
  await create.link(db, { userId: subject.id, accountId: account.id });
  await create.role(db, { companyId: here.id, userId: subject.id, role: 'CoShareholder' });
  for (const { id: userId } of [elsewhere, subject, resident])
    await create.role(db, { companyId: there.id, userId, role: 'CoAdmin' });
  await create.role(db, { companyId: here.id, userId: CoAdmin.id, role: 'CoAdmin' });
  await failSignIns(subject.userName, { count: 1 });
  return { users, here, there, oms, another, account, free };
}

export type AuditedWorld = Awaited<ReturnType<typeof makeAuditedWorld>>;
type Sessions = Record<string, { id: string; secret: string }>;

/** The calls of the registry that change something. */
type MutationName = {
  [Name in keyof typeof calls]: (typeof calls)[Name] extends Mutation<unknown> ? Name : never;
}[keyof typeof calls];

export const MUTATIONS = Object.values(calls)
  .filter(({ kind }) => kind === 'mutation')
  .map(({ call }) => call as MutationName);

const userId = ({ users }: AuditedWorld) => ({ userId: users.subject.id });
const roleIn = (world: AuditedWorld, how: string) => ({
  companyName: how === 'there' ? world.there.name : world.here.name,
  userName: world.users.subject.userName,
});

/**
 * The request of each call about the subject of a world; for the outcome 104, what it would remove is
 * missing.
 */
const REQUESTS: Record<MutationName, (world: AuditedWorld, how: string) => object> = {
  RemoveOperatorOMS: ({ users, oms, another }, how) => ({
    OperatorId: users.subject.id,
    OMSId: how === '104' ? another.id : oms.id,
  }),
  AddOperatorOMS: ({ users, oms, another }, how) => ({
    operatorId: users.subject.id,
    omsId: how === '101' ? oms.id : another.id,
  }),
  SetDefaultOperatorOMS: ({ users, oms }) => ({
    OperatorId: users.subject.id,
    OMSId: oms.id,
    IsDefault: true,
  }),
  RemoveUserAccount: (world, how) => ({
    ...userId(world),
    accountId: how === '104' ? world.free.id : world.account.id,
  }),
  AddUserAccount: (world) => ({ ...userId(world), accountId: world.free.id }),
  RemoveUserRole: (world, how) => {
    const roleName = how === 'there' ? 'CoAdmin' : how === '104' ? 'CoAgent' : 'CoShareholder';
    return { ...roleIn(world, how), roleName };
  },
  UpdateCompanyAddRoles: (world, how) => ({
    ...roleIn(world, how),
    roleNames: [how === '101' ? 'CoShareholder' : 'CoAgent'],
  }),
  RemoveAllCoAdmins: ({ here }) => ({ companyName: here.name }),
  AddUserPermission: (world) => ({ UserId: userId(world).userId, Permission: 'PlatformAdmin' }),
  RevokeUserPermission: (world) => ({ UserId: userId(world).userId, Permission: 'Operator' }),
  SetUserInfo: (world) => ({ ...userId(world), emailVerified: false }),
  UnlockUser: (world) => userId(world),
  ForceUserLogoff: ({ users }) => ({ username: users.subject.userName }),
};

/**
 * Makes a call about the subject and expects the code that `how` names. The SUPERUSER `actor` makes it,
 * except for calls about the subject's own sessions, which the subject makes.
 *
 * @param options `how` is '20' (refused for lack of a right), '101' or '104'; any other value means success,
 *   and 'here' or 'there' names the company. `sessions` are keyed by the names of the users; `another` is a
 *   second session of the subject
 */
export async function callAbout(
  name: string,
  { how, world, sessions }: { how: string; world: AuditedWorld; sessions: Sessions },
): Promise<void> {
  const maker = how === '20' ? 'powerless' : name.startsWith('End') ? 'subject' : 'actor';
  const actor = await readActor(sessions[maker]?.secret ?? '');
  const run = (): Promise<unknown> => {
    if (name === 'ExportAuditLog')
      return exportAudit.run(actor, { format: 'csv', list: { filters: {} } }, contextOf());
    if (name === 'ExportEvidence') {
      const about = { person: world.users.subject.id };
      return exportEvidence.run(actor, { format: 'json', about }, contextOf());
    }
    if (name === 'EndOtherSessions') return endOtherSessions.run(actor, {}, contextOf());
    if (name === 'EndSession')
      return endOwnSession.run(actor, { sessionId: sessions.another?.id }, contextOf());
    if (name === 'Restore') return restore.run(actor, { seq: '1' }, contextOf());
    const mutation = name as MutationName;
    return calls[mutation].run(actor, REQUESTS[mutation](world, how), contextOf());
  };
  const { code } = await outcomeOf(run());
  expect(code, name).toBe(Number(how) || 0);
}
