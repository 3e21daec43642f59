import { describe, expect, it } from 'vitest';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import type { PermissionName } from '@/prisma/generated/enums';
import { calls } from '../registry';
import { contextOf, newActor, signInAs } from '../testing/actors';
import { failSignIns } from '../testing/failed-sign-ins';
import { observeCall } from '../testing/observe-call';
import { readTable } from '../testing/read-table';
import { setUpTestDatabase } from '../testing/test-database';

setUpTestDatabase();

// The code that each kind of actor gets (0 is success). Rows name the call, what it changes (see WHAT) and
// the user whose rights it would change (see PEOPLE; "self" is the actor). The column "both" is an Operator
// and PlatformAdmin.
const CODES = `
                                                 plain CoAdmin PlatformAdmin Operator both SUPERUSER
  AddUserPermission     Operator      self          20      20            20      101  101         0
  AddUserPermission     Operator      plain         20      20            20        0    0         0
  AddUserPermission     Operator      platformAdmin 20      20            20        0    0         0
  AddUserPermission     PlatformAdmin self          20      20            20       20   20         0
  AddUserPermission     PlatformAdmin plain         20      20            20       20   20         0
  AddUserPermission     SUPERUSER     self          20      20            20       20   20       101
  AddUserPermission     SUPERUSER     plain         20      20            20       20   20         0
  AddUserPermission     otherCase     self          20      20            20      104  104       104
  AddUserPermission     spaced        self          20      20            20      104  104       104
  AddUserPermission     alias         self          20      20            20      104  104       104
  AddUserPermission     role          self          20      20            20      104  104       104
  AddUserPermission     listed        self          20      20            20      100  100       100
  AddUserPermission     twice         self          20      20            20      100  100       100
  RevokeUserPermission  Operator      self          20      20            20        0    0       104
  RevokeUserPermission  Operator      operator      20      20            20        0    0         0
  RevokeUserPermission  Operator      superuser     20      20            20        0    0         0
  RevokeUserPermission  PlatformAdmin self          20      20            20       20   20       104
  RevokeUserPermission  PlatformAdmin platformAdmin 20      20            20       20   20         0
  RevokeUserPermission  SUPERUSER     superuser     20      20            20       20   20         0
  RevokeUserPermission  otherCase     superuser     20      20            20      104  104       104
  SetUserInfo           block         self          20      20            20      101   20       101
  SetUserInfo           block         plain         20      20            20        0    0         0
  SetUserInfo           block         operator      20      20            20        0    0         0
  SetUserInfo           block         platformAdmin 20      20            20       20   20         0
  SetUserInfo           block         superuser     20      20            20       20   20         0
  SetUserInfo           allow         blocked       20      20            20       20   20         0
  SetUserInfo           allow         blockedPlain  20      20            20        0    0         0
  SetUserInfo           password      plain         20      20            20      106  106       106
  SetUserInfo           password      platformAdmin 20      20            20       20   20       106
  SetUserInfo           email         self          20      20            20      106   20       106
  SetUserInfo           email         superuser     20      20            20       20   20       106
  SetUserInfo           rename        plain         20      20            20      106  106       106
  SetUserInfo           unknownKeys   plain         20      20            20        0    0         0
  SetUserInfo           unknownKeys   superuser     20      20            20       20   20         0
  UnlockUser            -             self          20      20            20        0   20         0
  UnlockUser            -             plain         20      20            20        0    0         0
  UnlockUser            -             platformAdmin 20      20            20       20   20         0
  UnlockUser            -             superuser     20      20            20       20   20         0
  ForceUserLogoff       -             plain         20      20            20       20   20         0
  ForceUserLogoff       -             superuser     20      20            20       20   20         0
  UpdateCompanyAddRoles here          self          20     101             0       20    0         0
  UpdateCompanyAddRoles here          plain         20       0             0       20    0         0
  UpdateCompanyAddRoles elsewhere     self          20      20             0       20    0         0
  UpdateCompanyAddRoles elsewhere     plain         20      20             0       20    0         0
`;

const ACTORS: Record<string, PermissionName[]> = {
  plain: [],
  CoAdmin: [],
  PlatformAdmin: ['PlatformAdmin'],
  Operator: ['Operator'],
  both: ['Operator', 'PlatformAdmin'],
  SUPERUSER: ['SUPERUSER'],
};
const PEOPLE: Record<string, { permissions?: PermissionName[]; emailVerified?: boolean }> = {
  plain: {},
  operator: { permissions: ['Operator'] },
  platformAdmin: { permissions: ['PlatformAdmin'] },
  superuser: { permissions: ['SUPERUSER', 'Operator'] },
  blocked: { permissions: ['PlatformAdmin'], emailVerified: false },
  blockedPlain: { emailVerified: false },
};

interface Person {
  id: number;
  userName: string;
}
type What = (person: Person, companies: { here: string; elsewhere: string }) => object;

const permission =
  (...names: unknown[]): What =>
  ({ id: UserId }) => ({ UserId, Permission: names[0], ...(names.length > 1 && { PERMISSION: names[1] }) });
const info =
  (given: object): What =>
  ({ id: userId }) => ({ userId, ...given });
const roleIn =
  (which: 'here' | 'elsewhere'): What =>
  ({ userName }, companies) => ({ companyName: companies[which], roleNames: ['CompanyAdmin'], userName });

/** The requested changes. Some are written in forms that could slip past a check. */
const WHAT: Record<string, What> = {
  Operator: permission('Operator'),
  PlatformAdmin: permission('PlatformAdmin'),
  SUPERUSER: permission('SUPERUSER'),
  otherCase: permission('superuser'),
  spaced: permission(' SUPERUSER'),
  alias: permission('CompanyAdmin'),
  role: permission('CoAdmin'),
  listed: permission(['Operator', 'SUPERUSER']),
  twice: permission('Operator', 'SUPERUSER'),
  block: info({ emailVerified: false }),
  allow: info({ emailVerified: true }),
  password: info({ emailVerified: true, password: 'hunter2-hunter2' }),
  email: info({ email: 'mine@example.com' }),
  rename: info({ emailVerified: true, userName: 'root' }),
  unknownKeys: info({ emailVerified: true, Permission: 'SUPERUSER', permissions: ['SUPERUSER'] }),
  here: roleIn('here'),
  elsewhere: roleIn('elsewhere'),
  '-': ({ id, userName }) => ({ UserId: id, username: userName }),
};

async function makeScene(kind: string, whom: string) {
  const db = database();
  const [here, elsewhere] = [await create.company(db), await create.company(db)];
  const maker = await create.user(db, { permissions: ACTORS[kind] ?? [] });
  if (kind === 'CoAdmin') await create.role(db, { companyId: here.id, userId: maker.id, role: 'CoAdmin' });
  const subject = whom === 'self' ? maker : await create.user(db, PEOPLE[whom]);
  await failSignIns(subject.userName, { count: 10 });
  await create.session(db, { userId: subject.id });
  return {
    actor: await signInAs(maker.id),
    subject,
    companies: { here: here.name, elsewhere: elsewhere.name },
  };
}

const cells = readTable(CODES, 3).map(({ row: [call = '', what = '', whom = ''], column, cell }) => ({
  call: call as keyof typeof calls,
  what,
  whom,
  kind: column,
  code: Number(cell),
}));

describe('the permission table of changes to rights', () => {
  it.each(cells)(
    'answers $call ($what, about $whom) by $kind with code $code',
    async ({ call, what, whom, kind, code }) => {
      const { actor, subject, companies } = await makeScene(kind, whom);
      const request = WHAT[what]?.(subject, companies);
      const {
        code: given,
        removed,
        added,
        entries,
      } = await observeCall<unknown>(() => calls[call].run(actor, request, contextOf()));
      expect(given).toBe(code);
      const changes = [...removed, ...added] as Record<string, unknown>[];
      if (code !== 0) expect(changes).toEqual([]);
      if (what !== 'listed' && what !== 'twice') expect(entries).toMatchObject([{ errorCode: code }]);

      const rights = changes.filter(({ table }) => table === 'user_permissions');
      if (kind !== 'SUPERUSER') for (const right of rights) expect(right.permission).toBe('Operator');
      if (what === 'unknownKeys') expect(changes).toEqual([]);
    },
  );
});

describe('a permission that changed after the actor was read', () => {
  it.each(['AddUserPermission', 'RevokeUserPermission'] as const)(
    'no longer allows %s once revoked',
    async (call) => {
      const actor = await newActor({ permissions: ['SUPERUSER', 'Operator'] });
      const { id: UserId } = await create.user(database(), { permissions: ['PlatformAdmin'] });
      await database().userPermission.delete({
        where: { userId_permission: { userId: actor.userId, permission: 'SUPERUSER' } },
      });
      const Permission = call === 'AddUserPermission' ? 'SUPERUSER' : 'PlatformAdmin';
      const attempt = () => calls[call].run(actor, { UserId, Permission }, contextOf());
      expect(await observeCall(attempt)).toMatchObject({ code: 20, removed: [], added: [] });
    },
  );

  it('protects a user who became a PlatformAdmin meanwhile from being blocked', async () => {
    const actor = await newActor({ permissions: ['Operator'] });
    const { id: userId } = await create.user(database());
    await database().userPermission.create({ data: { userId, permission: 'PlatformAdmin' } });
    const block = () => calls.SetUserInfo.run(actor, { userId, emailVerified: false }, contextOf());
    expect(await observeCall(block)).toMatchObject({ code: 20, removed: [], added: [] });
  });
});
