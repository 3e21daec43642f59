import { expect } from 'vitest';
import { signInAs } from '@/domain/testing/actors';
import { failSignIns } from '@/domain/testing/failed-sign-ins';
import { makeRemovalScene } from '@/domain/testing/scene';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import type { calls } from '../calls';
import { makePerson, PASSWORD } from './people';

/**
 * One thing of each kind, an OMS without operators, and a clerk: a signed-in Operator, CoShareholder of the
 * company.
 */
export async function makeCallScene() {
  const things = await makeRemovalScene();
  const clerk = await makePerson({ permissions: ['Operator'] });
  await create.role(database(), { companyId: things.company.id, userId: clerk.id, role: 'CoShareholder' });
  await signInAs(clerk.id);
  await failSignIns(things.user.userName, { count: 10 });
  return { ...things, freeOms: await create.oms(database()), clerk };
}
type CallScene = Awaited<ReturnType<typeof makeCallScene>>;

const operatorOf = ({ operator }: CallScene) => ({ OperatorId: operator.id });
const assignment = ({ operator, oms }: CallScene, IsDefault: boolean) => ({
  OperatorId: operator.id,
  OMSId: oms.id,
  IsDefault,
});
const nameOf = ({ user }: CallScene) => ({ userName: user.userName });
const companyOf = ({ company }: CallScene) => ({ companyName: company.name });
const done = () => ({ result: true, errormsg: null, errorcode: 0, detail: null });
const among = (...rows: unknown[]) => expect.arrayContaining(rows);
const holding = (fields: object) => expect.objectContaining(fields);
const person = (userName: string, permissions: string[]) =>
  holding({ UserName: userName, Permissions: permissions });
/** The company with the holders of its roles, in the order CoAdmin, CoShareholder, CoAgent. */
const company = ({ company: { id } }: CallScene, ...holders: string[][]) =>
  holding({ CompanyId: id, Roles: holders.map((UserNames) => holding({ UserNames })) });

/** A successful call. */
interface Case {
  payload: (scene: CallScene) => object;
  reply: (scene: CallScene) => unknown;
  /** A second call, which shows what the first one changed. */
  followUp?: [name: string, payload: (scene: CallScene) => object, reply: (scene: CallScene) => unknown];
}
const nothing = () => ({});
const withoutAgent = (scene: CallScene) => company(scene, [scene.user.userName], [scene.clerk.userName], []);
const withoutAdmin = (scene: CallScene) => company(scene, [], [scene.clerk.userName], [scene.user.userName]);
const unchanged = (scene: CallScene) =>
  company(scene, [scene.user.userName], [scene.clerk.userName], [scene.user.userName]);
const withSecondAdmin = (scene: CallScene) =>
  company(scene, [scene.user.userName, scene.clerk.userName], [scene.clerk.userName], [scene.user.userName]);

const unlockCase: Case = {
  payload: ({ user }) => ({ UserId: user.id }),
  reply: () => true,
  followUp: ['GetUserInfo', nameOf, () => holding({ locked: false, numberOfFailedAttempt: 0 })],
};

/** One case for each call. A SUPERUSER makes it, in a scene of its own. */
export const CALL_CASES: Record<keyof typeof calls, Case> = {
  AuthenticateUser: {
    payload: ({ clerk }) => ({ UserName: clerk.userName, Password: PASSWORD }),
    reply: ({ clerk }) => holding({ authenticated: true, user: holding({ userId: clerk.id }) }),
    followUp: ['GetUserFromSession', nothing, ({ clerk }) => person(clerk.userName, ['Operator'])],
  },
  LogOut: { payload: nothing, reply: done, followUp: ['GetUserFromSession', nothing, () => null] },
  Ping: { payload: nothing, reply: () => ({ msg: 'PONG' }) },
  RemoveOperatorOMS: {
    payload: ({ requests }) => requests.RemoveOperatorOMS,
    reply: done,
    followUp: ['GetOperatorOMSList', operatorOf, () => []],
  },
  AddOperatorOMS: {
    payload: ({ operator, freeOms }) => ({ operatorId: operator.id, omsId: freeOms.id, isDefault: false }),
    reply: done,
    followUp: ['GetOperatorOMSList', operatorOf, ({ freeOms }) => among(holding({ OMSId: freeOms.id }))],
  },
  SetDefaultOperatorOMS: {
    payload: (scene) => assignment(scene, false),
    reply: done,
    followUp: ['GetOperatorOMSList', operatorOf, (scene) => [assignment(scene, false)]],
  },
  RemoveUserAccount: {
    payload: ({ requests }) => requests.RemoveUserAccount,
    reply: done,
    followUp: ['GetUserAccounts', nameOf, () => []],
  },
  AddUserAccount: {
    payload: ({ account, clerk }) => ({ accountId: account.id, userId: clerk.id }),
    reply: done,
    followUp: ['GetUserAccounts', ({ clerk }) => ({ userId: clerk.id }), ({ account }) => [account.id]],
  },
  RemoveUserRole: {
    payload: ({ requests }) => requests.RemoveUserRole,
    reply: withoutAgent,
    followUp: ['GetCompanies', nothing, (scene) => among(withoutAgent(scene))],
  },
  UpdateCompanyAddRoles: {
    payload: (scene) => ({ ...companyOf(scene), roleNames: ['CoAdmin'], userName: scene.clerk.userName }),
    reply: withSecondAdmin,
    followUp: ['GetCompanies', nothing, (scene) => among(withSecondAdmin(scene))],
  },
  RemoveAllCoAdmins: {
    payload: companyOf,
    reply: withoutAdmin,
    followUp: ['GetCompanies', nothing, (scene) => among(withoutAdmin(scene))],
  },
  AddUserPermission: {
    payload: ({ user }) => ({ UserId: user.id, Permission: 'PlatformAdmin' }),
    reply: done,
    followUp: [
      'GetUsers',
      nothing,
      ({ user }) => among(person(user.userName, ['PlatformAdmin', 'CompanyAdmin'])),
    ],
  },
  RevokeUserPermission: {
    payload: ({ clerk }) => ({ UserId: clerk.id, Permission: 'Operator' }),
    reply: done,
    followUp: ['GetUsers', nothing, ({ clerk }) => among(person(clerk.userName, []))],
  },
  SetUserInfo: {
    payload: ({ user }) => ({ userId: user.id, emailVerified: false }),
    reply: ({ user }) => holding({ userId: user.id, emailVerified: false }),
    followUp: ['GetUserInfo', nameOf, () => holding({ emailVerified: false })],
  },
  UnLockUser: unlockCase,
  UnlockUser: unlockCase,
  ForceUserLogoff: { payload: ({ clerk }) => ({ username: clerk.userName }), reply: done },
  GetOperators: {
    payload: nothing,
    reply: ({ operator, oms }) => among(holding({ OperatorId: operator.id, DefaultOMSId: oms.id })),
  },
  GetOperatorOMSList: { payload: operatorOf, reply: (scene) => [assignment(scene, true)] },
  GetUserAccounts: { payload: nameOf, reply: ({ account }) => [account.id] },
  GetUserAccountInfos: {
    payload: nameOf,
    reply: ({ account: { id, handle, omsId } }) => [
      { OMSID: omsId, AccountId: id, AccountName: handle, AccountHandle: handle },
    ],
  },
  GetUserInfo: {
    payload: nameOf,
    reply: ({ account }) =>
      holding({ accountId: account.id, omsId: account.omsId, locked: true, numberOfFailedAttempt: 10 }),
  },
  GetCompanies: { payload: nothing, reply: (scene) => among(unchanged(scene)) },
  GetUsers: {
    payload: nothing,
    reply: ({ company: { name }, user }) =>
      among(holding({ ExternalId: user.id, RoleNamesByCompanyName: [{ [name]: ['CoAdmin', 'CoAgent'] }] })),
  },
  GetUserFromSession: { payload: nothing, reply: () => holding({ Permissions: ['SUPERUSER'] }) },
};
