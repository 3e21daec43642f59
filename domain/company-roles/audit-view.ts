import type { Target } from '../call/audit/write';
import type { Company } from '../companies/find';
import { ROLE_NAMES, type RoleName } from './types';

/** A user in a company, as audit entries name him. */
interface Place {
  company: Company;
  user: { userId: number; userName: string };
}

/** What an audit entry about one of his roles is about. */
export const targetOf = ({ company, user, role }: Place & { role: RoleName }): Target => ({
  words: `${user.userName} (user ${user.userId}) · ${role} · ${company.name} (company ${company.id})`,
  subjectUserId: user.userId,
  companyId: company.id,
});

/** His roles as audit entries hold them, in their usual order. */
export const stateOf = ({ company, user }: Place, roles: readonly RoleName[]) => ({
  companyId: company.id,
  companyName: company.name,
  userId: user.userId,
  userName: user.userName,
  roles: ROLE_NAMES.filter((name) => roles.includes(name)),
});
