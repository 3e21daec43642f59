import { describe, expect, it } from 'vitest';
import { calls } from '../registry';
import type { removals } from '../removals';
import { contextOf } from '../testing/actors';
import { failSignIns } from '../testing/failed-sign-ins';
import { type ActorKind, type ActorScene, makeActorScene } from '../testing/kinds-of-actor';
import { observeCall } from '../testing/observe-call';
import { readTable } from '../testing/read-table';
import { setUpTestDatabase } from '../testing/test-database';

setUpTestDatabase();

// The code that each kind of actor gets (0 is success). Columns are kinds of actor: "nobody" has no session,
// "elsewhere" is the CoAdmin of another company, "blocked" may not sign in, "ended" has a session that has
// ended. Rows name a call and its target. The target user is the actor ("own", which gives no right) or
// another user. What would be added exists already ("present"); what would be changed does not exist
// ("missing"); "nowhere" is a user or company that does not exist; "higher" is a permission above Operator;
// "here" is the company of "CoAdmin", "there" that of "elsewhere". All these users are CoShareholder here.
const CODES = `
                                nobody plain Operator CoAdmin elsewhere PlatformAdmin SUPERUSER blocked ended
  AddOperatorOMS        own         20    20        0      20        20            20       101      20    20
  AddOperatorOMS        foreign     20    20        0      20        20            20         0      20    20
  AddOperatorOMS        present     20    20      101      20        20            20       101      20    20
  AddOperatorOMS        nowhere     20    20      104      20        20            20       104      20    20
  SetDefaultOperatorOMS own         20    20        0      20        20            20         0      20    20
  SetDefaultOperatorOMS foreign     20    20        0      20        20            20         0      20    20
  SetDefaultOperatorOMS missing     20    20      104      20        20            20       104      20    20
  AddUserAccount        own         20    20        0      20        20            20         0      20    20
  AddUserAccount        foreign     20    20        0      20        20            20         0      20    20
  AddUserAccount        present     20    20      101      20        20            20       101      20    20
  AddUserAccount        nowhere     20    20      104      20        20            20       104      20    20
  UpdateCompanyAddRoles own         20    20       20       0        20             0         0      20    20
  UpdateCompanyAddRoles foreign     20    20       20       0        20             0         0      20    20
  UpdateCompanyAddRoles there       20    20       20      20         0             0         0      20    20
  UpdateCompanyAddRoles present     20    20       20     101        20           101       101      20    20
  UpdateCompanyAddRoles nowhere     20    20       20      20        20           104       104      20    20
  RemoveAllCoAdmins     here        20    20       20      20        20             0         0      20    20
  RemoveAllCoAdmins     there       20    20       20      20        20             0         0      20    20
  RemoveAllCoAdmins     nowhere     20    20       20      20        20           104       104      20    20
  AddUserPermission     own         20    20      101      20        20            20         0      20    20
  AddUserPermission     present     20    20      101      20        20            20       101      20    20
  AddUserPermission     higher      20    20       20      20        20            20         0      20    20
  AddUserPermission     nowhere     20    20      104      20        20            20       104      20    20
  RevokeUserPermission  own         20    20        0      20        20            20       104      20    20
  RevokeUserPermission  foreign     20    20        0      20        20            20         0      20    20
  RevokeUserPermission  higher      20    20       20      20        20            20       104      20    20
  RevokeUserPermission  nowhere     20    20      104      20        20            20       104      20    20
  SetUserInfo           own         20    20      101      20        20            20       101      20    20
  SetUserInfo           foreign     20    20        0      20        20            20         0      20    20
  SetUserInfo           nowhere     20    20      104      20        20            20       104      20    20
  UnlockUser            own         20    20        0      20        20            20         0      20    20
  UnlockUser            foreign     20    20        0      20        20            20         0      20    20
  UnlockUser            nowhere     20    20      104      20        20            20       104      20    20
  ForceUserLogoff       own         20    20       20      20        20            20         0      20    20
  ForceUserLogoff       foreign     20    20       20      20        20            20         0      20    20
  ForceUserLogoff       nowhere     20    20       20      20        20            20       104      20    20
  GetOperators          foreign     20    20        0      20        20             0         0      20    20
  GetOperatorOMSList    own         20    20        0      20        20             0         0      20    20
  GetOperatorOMSList    foreign     20    20        0      20        20             0         0      20    20
  GetOperatorOMSList    nowhere     20    20      104      20        20           104       104      20    20
  GetUserAccounts       own         20    20        0      20        20             0         0      20    20
  GetUserAccounts       foreign     20    20        0      20        20             0         0      20    20
  GetUserAccounts       nowhere     20    20      104      20        20           104       104      20    20
  GetUserAccountInfos   own         20    20        0      20        20             0         0      20    20
  GetUserAccountInfos   foreign     20    20        0      20        20             0         0      20    20
  GetUserAccountInfos   nowhere     20    20      104      20        20           104       104      20    20
  GetUserInfo           own         20    20        0      20        20             0         0      20    20
  GetUserInfo           foreign     20    20        0      20        20             0         0      20    20
  GetUserInfo           nowhere     20    20      104      20        20           104       104      20    20
  GetCompanies          own         20     0        0       0         0             0         0      20    20
  GetUsers              own         20    20       20       0         0             0         0      20    20
  GetUserFromSession    own         20     0        0       0         0             0         0      20    20
`;

type Call = Exclude<keyof typeof calls, keyof typeof removals>;
type Request = (scene: ActorScene, thing: string) => object;

const NO_SUCH_ID = 2_147_483_647;
const userOf = ({ own, foreign }: ActorScene, thing: string) => {
  if (thing === 'nowhere') return { userId: NO_SUCH_ID, userName: 'nobody at all' };
  return thing === 'own' ? own : foreign;
};
const companyOf = ({ here, elsewhere }: ActorScene, thing: string) => {
  if (thing === 'nowhere') return 'No Such Company';
  return thing === 'there' ? elsewhere.name : here.name;
};
/** The person of the scene whose OMS and account the target user does not have. */
const otherPerson = ({ own, foreign }: ActorScene, thing: string) => (thing === 'own' ? foreign : own);

const userId: Request = (scene, thing) => ({ userId: userOf(scene, thing).userId });
const permission: Request = (scene, thing) => ({
  UserId: userOf(scene, thing).userId,
  Permission: thing === 'higher' ? 'PlatformAdmin' : 'Operator',
});

const REQUESTS: Record<Call, Request> = {
  AddOperatorOMS: (scene, thing) => ({
    operatorId: userOf(scene, thing).userId,
    omsId: thing === 'present' ? scene.foreign.omsId : otherPerson(scene, thing).omsId,
  }),
  SetDefaultOperatorOMS: (scene, thing) => {
    const { userId: OperatorId, omsId } = thing === 'own' ? scene.own : scene.foreign;
    return { OperatorId, OMSId: thing === 'missing' ? scene.own.omsId : omsId, IsDefault: true };
  },
  AddUserAccount: (scene, thing) => ({
    userId: userOf(scene, thing).userId,
    accountId: thing === 'present' ? scene.foreign.accountId : otherPerson(scene, thing).accountId,
  }),
  UpdateCompanyAddRoles: (scene, thing) => ({
    companyName: companyOf(scene, thing),
    roleNames: [thing === 'present' ? 'CoShareholder' : 'CoAgent'],
    userName: (thing === 'own' ? scene.own : scene.foreign).userName,
  }),
  RemoveAllCoAdmins: (scene, thing) => ({ companyName: companyOf(scene, thing) }),
  AddUserPermission: permission,
  RevokeUserPermission: permission,
  SetUserInfo: (scene, thing) => ({ userId: userOf(scene, thing).userId, emailVerified: false }),
  UnlockUser: userId,
  ForceUserLogoff: (scene, thing) => ({ username: userOf(scene, thing).userName }),
  GetOperators: () => ({}),
  GetOperatorOMSList: (scene, thing) => ({ OperatorId: userOf(scene, thing).userId }),
  GetUserAccounts: userId,
  GetUserAccountInfos: userId,
  GetUserInfo: userId,
  GetCompanies: () => ({}),
  GetUsers: () => ({}),
  GetUserFromSession: () => ({}),
};

const cells = readTable(CODES, 2).map(({ row: [call, thing = ''], column, cell }) => ({
  call: call as Call,
  thing,
  kind: column as ActorKind,
  code: Number(cell),
}));

describe('the permission table of the calls other than removals', () => {
  it('has a row for each of these calls', () => {
    expect(new Set(cells.map(({ call }) => call))).toEqual(new Set(Object.keys(REQUESTS)));
  });

  it.each(cells)(
    'answers $call of a target that is $thing, by $kind, with code $code',
    async ({ call, thing, kind, code }) => {
      const scene = await makeActorScene(kind);
      for (const { userName } of [scene.own, scene.foreign]) await failSignIns(userName, { count: 1 });
      const isMutation = calls[call].kind === 'mutation';
      // A query uses the actor that is read for this very call.
      const actor = isMutation ? scene.actor : scene.nextActor;
      const context = contextOf();
      const observed = await observeCall<unknown>(() =>
        calls[call].run(actor, REQUESTS[call](scene, thing), context),
      );

      expect(observed.code).toBe(code);
      const changes = observed.removed.length + observed.added.length;
      if (isMutation && code === 0 && call !== 'ForceUserLogoff') expect(changes).toBeGreaterThan(0);
      if (!isMutation || code !== 0) expect(changes).toBe(0);
      if (!isMutation || scene.actor === null) return expect(observed.entries).toEqual([]);
      const outcome = code === 0 ? 'done' : 'refused';
      const { actorId, sessionId } = { actorId: scene.actor.userId, sessionId: scene.actor.sessionId };
      const entry = { call, actorId, sessionId, outcome, errorCode: code };
      expect(observed.entries[0]).toMatchObject({ ...entry, requestId: context.requestId });
      for (const other of observed.entries) expect(other).toMatchObject(entry);
    },
  );
});
