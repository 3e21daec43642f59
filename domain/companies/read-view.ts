import type { Actor } from '../call/actor';
import { overseesAll, seesEverybody, seesSignIn } from '../call/permissions';
import type { Tx } from '../call/transaction';
import { readCompanyRow } from './read-rows';
import { type CompanyView, ROLE_NAMES } from './types';

/**
 * A company as its page shows it: one line for each member, with all of their roles.
 *
 * @throws Refusal 104 when there is no such company
 */
export async function readCompanyView(tx: Tx, companyId: number, actor: Actor): Promise<CompanyView> {
  const { roles, assets, ...company } = await readCompanyRow(tx, companyId);
  const members = new Map<number, CompanyView['members'][number]>();
  for (const { role, canSignIn, ...user } of roles ?? []) {
    const told = seesSignIn(actor, user.userId) ? canSignIn : null;
    const member = members.get(user.userId) ?? { ...user, canSignIn: told, roles: [] };
    member.roles = ROLE_NAMES.filter((name) => name === role || member.roles.includes(name));
    members.set(user.userId, member);
  }
  return {
    ...company,
    assets: assets ?? [],
    areSignInsShown: seesEverybody(actor),
    isHistoryWhole: overseesAll(actor),
    members: [...members.values()],
  };
}
