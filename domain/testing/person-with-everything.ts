import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import { failSignIns } from './failed-sign-ins';

/**
 * Makes an Operator with two OMSs and two accounts (the first of each is the default), two roles in each of
 * two companies, a session and failed sign-ins. A colleague has the same OMSs, accounts and CoAdmin roles, so
 * that the person is never the last operator, user or CoAdmin.
 */
export async function makePersonWithEverything() {
  const db = database();
  const [user, colleague] = [
    await create.user(db, { permissions: ['Operator'] }),
    await create.user(db, { permissions: ['Operator'] }),
  ];
  const omses = [await create.oms(db), await create.oms(db)] as const;
  const accounts = [
    await create.account(db, { omsId: omses[0].id }),
    await create.account(db, { omsId: omses[1].id }),
  ] as const;
  const companies = [await create.company(db), await create.company(db)] as const;
  for (const [index, { id: omsId }] of omses.entries()) {
    await create.assignment(db, { operatorId: user.id, omsId, isDefault: index === 0 });
    await create.assignment(db, { operatorId: colleague.id, omsId });
  }
  for (const [index, { id: accountId }] of accounts.entries()) {
    await create.link(db, { userId: user.id, accountId, isDefault: index === 0 });
    await create.link(db, { userId: colleague.id, accountId });
  }
  for (const { id: companyId } of companies) {
    for (const { id: userId } of [user, colleague]) {
      await create.role(db, { companyId, userId, role: 'CoAdmin' });
    }
    await create.role(db, { companyId, userId: user.id, role: 'CoShareholder' });
  }
  await create.session(db, { userId: user.id });
  await failSignIns(user.userName, { count: 3 });
  return { user, colleague, omses, accounts, companies };
}

export type PersonWithEverything = Awaited<ReturnType<typeof makePersonWithEverything>>;
