import { create } from '@/prisma/factories';
import type { PrismaClient } from '@/prisma/generated/client';

/** A link for clients to remove and add again. It exists at first. */
export interface Link {
  name: string;
  calls: Record<'remove' | 'add', { call: string; payload: object }>;
  isThere(db: PrismaClient): Promise<boolean>;
}

async function assignment(db: PrismaClient): Promise<Link> {
  const { id: operatorId } = await create.user(db, { permissions: ['Operator'] });
  const { id: omsId } = await create.oms(db);
  await create.assignment(db, { operatorId, omsId });
  return {
    name: `operator ${operatorId} of OMS ${omsId}`,
    calls: {
      remove: { call: 'RemoveOperatorOMS', payload: { OperatorId: operatorId, OMSId: omsId } },
      add: { call: 'AddOperatorOMS', payload: { operatorId, omsId } },
    },
    isThere: async (now) => (await now.operatorOms.count({ where: { operatorId, omsId } })) === 1,
  };
}

async function accountLink(db: PrismaClient): Promise<Link> {
  const { id: userId } = await create.user(db);
  const { id: omsId } = await create.oms(db);
  const { id: accountId } = await create.account(db, { omsId });
  await create.link(db, { userId, accountId });
  return {
    name: `user ${userId} of account ${accountId}`,
    calls: {
      remove: { call: 'RemoveUserAccount', payload: { userId, accountId } },
      add: { call: 'AddUserAccount', payload: { userId, accountId } },
    },
    isThere: async (now) => (await now.userAccount.count({ where: { userId, accountId } })) === 1,
  };
}

async function companyRole(db: PrismaClient): Promise<Link> {
  const { id: userId, userName } = await create.user(db);
  const { id: companyId, name: companyName } = await create.company(db);
  await create.role(db, { companyId, userId, role: 'CoAgent' });
  return {
    name: `role of user ${userId} in company ${companyId}`,
    calls: {
      remove: { call: 'RemoveUserRole', payload: { companyName, userName, roleName: 'CoAgent' } },
      add: { call: 'UpdateCompanyAddRoles', payload: { companyName, userName, roleNames: ['CoAgent'] } },
    },
    isThere: async (now) => (await now.companyRole.count({ where: { companyId, userId } })) === 1,
  };
}

/** Makes two links of each kind. */
export async function makeLinks(db: PrismaClient): Promise<[Link, ...Link[]]> {
  const first = await assignment(db);
  const others = [accountLink, companyRole, assignment, accountLink, companyRole];
  const made: Link[] = [];
  for (const make of others) made.push(await make(db));
  return [first, ...made];
}
