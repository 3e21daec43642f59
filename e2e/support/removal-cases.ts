import type { removals } from '@/domain/removals';
import { create } from '@/prisma/factories';
import type { AuditEntry, Prisma, PrismaClient } from '@/prisma/generated/client';
import { makeAccountWorld, makeCompanyWorld, makeOperatorWorld } from './worlds';

type Db = Prisma.TransactionClient;

/** A removal that is about to be tried, in a world of its own. */
export interface Scene {
  /** Filters the list to this world. */
  tag: string;
  /** A user who removes, and has the right to. */
  actor: { id: number; userName: string };
  /** The name after the verb on the row's button, and on the button of the row below. */
  rowName: string;
  nextRowName: string;
  /** The status message afterwards. */
  done: string;
  /** The target in the audit entry, and what the entry says that the actor did. */
  target: string;
  said: string;
  /** The state before and after the removal, as the audit entry keeps it. */
  before: object;
  after: object | null;
  isThere: () => Promise<boolean>;
  /** Removes the row directly in the database. */
  takeAway: () => Promise<unknown>;
  /** Changes the facts that the dialog showed, so that it shows a warning from now on. */
  makeUnusual: () => Promise<unknown>;
  /** The warning after that, and the name that it asks to type. */
  warning: string;
  nameToType: string;
  /** The row's table, and the row as a trigger on its removal sees it. */
  table: string;
  oldRow: string;
}

export interface RemovalCase {
  call: string;
  action: string;
  path: string;
  verb: string;
  make: (db: PrismaClient) => Promise<Scene>;
}

const CASES: Record<keyof typeof removals, Omit<RemovalCase, 'call'>> = {
  RemoveOperatorOMS: {
    action: 'removeOperatorOms',
    path: '/operators',
    verb: 'Unassign operator',
    async make(db) {
      const { tag, oms, actor, ada, ben } = await makeOperatorWorld(db);
      const where = { operatorId: ada.id, omsId: oms.id };
      return {
        tag,
        actor,
        nameToType: oms.name,
        table: 'operator_omses',
        rowName: `${ada.userName}, ${oms.name}`,
        nextRowName: `${ben.userName}, ${oms.name}`,
        done: `${ada.userName} unassigned from ${oms.name}`,
        target: `${ada.userName} (operator ${ada.id}) · ${oms.name} (OMS ${oms.id})`,
        said: `unassigned ${ada.userName} from ${oms.name}`,
        before: { OperatorId: ada.id, OMSId: oms.id, IsDefault: false },
        after: null,
        isThere: async () => (await db.operatorOms.count({ where })) > 0,
        takeAway: () => db.operatorOms.deleteMany({ where }),
        makeUnusual: () => db.operatorOms.deleteMany({ where: { operatorId: ben.id } }),
        warning: `Last operator. Nobody else will manage ${oms.name}.`,
        oldRow: `OLD.operator_id = ${ada.id} AND OLD.oms_id = ${oms.id}`,
      };
    },
  },
  RemoveUserAccount: {
    action: 'removeUserAccount',
    path: '/account-links',
    verb: 'Unlink user',
    async make(db) {
      const { tag, account, actor, ada, ben } = await makeAccountWorld(db);
      const { id: accountId, handle: accountHandle } = account;
      const where = { userId: ada.id, accountId };
      return {
        tag,
        actor,
        nameToType: accountHandle,
        table: 'user_accounts',
        rowName: `${ada.userName}, ${accountHandle}`,
        nextRowName: `${ben.userName}, ${accountHandle}`,
        done: `${ada.userName} unlinked from ${accountHandle}`,
        target: `${ada.userName} (user ${ada.id}) · ${accountHandle} (account ${accountId})`,
        said: `unlinked ${ada.userName} from ${accountHandle}`,
        before: {
          accountId,
          accountHandle,
          userId: ada.id,
          userName: ada.userName,
          isDefaultAccount: false,
        },
        after: null,
        isThere: async () => (await db.userAccount.count({ where })) > 0,
        takeAway: () => db.userAccount.deleteMany({ where }),
        makeUnusual: () => db.userAccount.deleteMany({ where: { userId: ben.id } }),
        warning: `Last user. Nobody else will be able to use ${accountHandle}.`,
        oldRow: `OLD.user_id = ${ada.id} AND OLD.account_id = ${accountId}`,
      };
    },
  },
  RemoveUserRole: {
    action: 'removeUserRole',
    path: '/company-roles',
    verb: 'Remove role',
    async make(db) {
      const { tag, company, cara, dan, ada } = await makeCompanyWorld(db);
      const actor = await create.user(db, { userName: `paula-${tag}`, permissions: ['PlatformAdmin'] });
      const { id: companyId, name: companyName } = company;
      const where = { companyId, userId: cara.id, role: 'CoAdmin' as const };
      const around = { companyId, companyName, userId: cara.id, userName: cara.userName };
      await create.role(db, { companyId, userId: ada.id, role: 'CoAgent' });
      return {
        tag,
        actor,
        nameToType: companyName,
        table: 'company_roles',
        rowName: `${cara.userName}, CoAdmin, ${companyName}`,
        nextRowName: `${dan.userName}, CoAdmin, ${companyName}`,
        done: `${cara.userName} is no longer CoAdmin of ${companyName}`,
        target: `${cara.userName} (user ${cara.id}) · CoAdmin · ${companyName} (company ${companyId})`,
        said: `removed CoAdmin of ${companyName} from ${cara.userName}`,
        before: { ...around, roles: ['CoAdmin'] },
        after: { ...around, roles: [] },
        isThere: async () => (await db.companyRole.count({ where })) > 0,
        takeAway: () => db.companyRole.deleteMany({ where }),
        makeUnusual: () => db.companyRole.deleteMany({ where: { companyId, userId: dan.id } }),
        warning: `Last CoAdmin. Only PlatformAdmins will manage ${companyName}.`,
        oldRow: `OLD.company_id = ${companyId} AND OLD.user_id = ${cara.id} AND OLD.role = 'CoAdmin'`,
      };
    },
  },
};

export const removalCases: RemovalCase[] = Object.entries(CASES).map(([call, one]) => ({ call, ...one }));

/** The case of one removal, by its documented name. */
export const removalCase = (call: keyof typeof CASES): RemovalCase => ({ call, ...CASES[call] });

/** The audit entries of this actor's attempts, oldest first. */
export const entriesOf = (db: Db, actor: { id: number }): Promise<AuditEntry[]> =>
  db.auditEntry.findMany({ where: { actorId: actor.id }, orderBy: { seq: 'asc' } });

/** The outcomes of those attempts, for example `['failed', 'done']`. */
export const outcomesOf = async (db: Db, actor: { id: number }) =>
  (await entriesOf(db, actor)).map(({ outcome }) => outcome);
