import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import type { removals } from '../removals';

export type Call = keyof typeof removals;

/**
 * Makes one link of each kind that can be removed, and the full request to remove it. The OMS and the account
 * are defaults. The user is also CoAdmin of the company, besides the role to be removed.
 */
export async function makeRemovalScene() {
  const db = database();
  const [operator, user] = [await create.user(db, { permissions: ['Operator'] }), await create.user(db)];
  const oms = await create.oms(db);
  const account = await create.account(db, { omsId: oms.id });
  const company = await create.company(db, {
    roles: [
      { userId: user.id, role: 'CoAgent' },
      { userId: user.id, role: 'CoAdmin' },
    ],
  });
  await create.assignment(db, { operatorId: operator.id, omsId: oms.id, isDefault: true });
  await create.link(db, { userId: user.id, accountId: account.id, isDefault: true });
  const requests = {
    RemoveOperatorOMS: { OperatorId: operator.id, OMSId: oms.id, IsDefault: true },
    RemoveUserAccount: {
      accountId: account.id,
      accountHandle: account.handle,
      userId: user.id,
      userName: user.userName,
    },
    RemoveUserRole: { companyName: company.name, roleName: 'CoAgent', userName: user.userName },
  } satisfies Record<Call, object>;
  return { operator, user, oms, account, company, requests };
}
