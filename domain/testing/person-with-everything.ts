import { database } from '@/prisma/client';
import {
  assignOms,
  giveRole,
  linkAccount,
  makeAccount,
  makeCompany,
  makeOms,
  makeSession,
  makeUser,
} from '@/prisma/factories';
import { failSignIns } from './failed-sign-ins';

/**
 * Makes an Operator with two OMSs and two accounts (the first of each is the default), two roles in each of
 * two companies, a session and failed sign-ins. A colleague has the same OMSs, accounts and CoAdmin roles, so
 * that the person is never the last operator, user or CoAdmin.
 */
export async function makePersonWithEverything() {
  const db = database();
  const [user, colleague] = [
    await makeUser(db, { permissions: ['Operator'] }),
    await makeUser(db, { permissions: ['Operator'] }),
  ];
  const omses = [await makeOms(db), await makeOms(db)] as const;
  const accounts = [
    await makeAccount(db, { omsId: omses[0].id }),
    await makeAccount(db, { omsId: omses[1].id }),
  ] as const;
  const companies = [await makeCompany(db), await makeCompany(db)] as const;
  for (const [index, { id: omsId }] of omses.entries()) {
    await assignOms(db, { operatorId: user.id, omsId, isDefault: index === 0 });
    await assignOms(db, { operatorId: colleague.id, omsId });
  }
  for (const [index, { id: accountId }] of accounts.entries()) {
    await linkAccount(db, { userId: user.id, accountId, isDefault: index === 0 });
    await linkAccount(db, { userId: colleague.id, accountId });
  }
  for (const { id: companyId } of companies) {
    for (const { id: userId } of [user, colleague]) {
      await giveRole(db, { companyId, userId, role: 'CoAdmin' });
    }
    await giveRole(db, { companyId, userId: user.id, role: 'CoShareholder' });
  }
  await makeSession(db, { userId: user.id });
  await failSignIns(user.userName, { count: 3 });
  return { user, colleague, omses, accounts, companies };
}

export type PersonWithEverything = Awaited<ReturnType<typeof makePersonWithEverything>>;
