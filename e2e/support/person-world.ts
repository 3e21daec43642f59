import { create } from '@/prisma/factories';
import type { Prisma } from '@/prisma/generated/client';
import type { PermissionName } from '@/prisma/generated/enums';
import { makeTag } from './worlds';

type Db = Prisma.TransactionClient;

interface Options {
  permissions?: PermissionName[];
  /** Whether the first OMS and the first account are the person's defaults. */
  hasDefaults?: boolean;
}

/**
 * Creates a person with two OMSs, two accounts and two roles in each of two companies. They are the last
 * holder of nothing, because a colleague has the same access.
 */
export async function makePersonWorld(db: Db, { permissions = ['Operator'], hasDefaults }: Options = {}) {
  const tag = makeTag();
  const make = async <T>(of: (letter: string) => Promise<T>) => [await of('A'), await of('B')] as const;
  const user = await create.user(db, { userName: `pat-${tag}`, permissions: ['Operator'] });
  const colleague = await create.user(db, { userName: `col-${tag}`, permissions: ['Operator'] });
  await db.userPermission.deleteMany({ where: { userId: user.id } });
  await db.userPermission.createMany({
    data: permissions.map((permission) => ({ userId: user.id, permission })),
  });
  const omses = await make((letter) => create.oms(db, { name: `Venue ${letter} ${tag}` }));
  const accounts = await make((letter) =>
    create.account(db, { handle: `acc-${letter}-${tag}`, omsId: omses[0].id }),
  );
  const companies = await make((letter) => create.company(db, { name: `Company ${letter} ${tag}` }));
  for (const { id: userId } of [user, colleague]) {
    for (const { id: omsId } of omses) await create.assignment(db, { operatorId: userId, omsId });
    for (const { id: accountId } of accounts) await create.link(db, { userId, accountId });
    for (const { id: companyId } of companies) {
      await create.role(db, { companyId, userId, role: 'CoAdmin' });
      await create.role(db, { companyId, userId, role: 'CoShareholder' });
    }
  }
  if (hasDefaults) {
    const [{ id: omsId }, { id: defaultAccountId }] = [omses[0], accounts[0]];
    const operatorId_omsId = { operatorId: user.id, omsId };
    await db.operatorOms.update({ where: { operatorId_omsId }, data: { isDefault: true } });
    await db.user.update({ where: { id: user.id }, data: { defaultAccountId } });
  }
  return { tag, user, colleague, omses, accounts, companies };
}

export type PersonWorld = Awaited<ReturnType<typeof makePersonWorld>>;

/** All the access that a person still has. */
export async function accessOf(db: Db, { id: userId }: { id: number }) {
  const { emailVerified } = await db.user.findUniqueOrThrow({ where: { id: userId } });
  return {
    omses: await db.operatorOms.count({ where: { operatorId: userId } }),
    accounts: await db.userAccount.count({ where: { userId } }),
    roles: await db.companyRole.count({ where: { userId } }),
    permissions: await db.userPermission.count({ where: { userId } }),
    sessions: await db.session.count({ where: { userId, endedAt: null } }),
    mayTryToSignIn: emailVerified,
  };
}
