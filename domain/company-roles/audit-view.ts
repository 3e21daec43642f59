import { z } from 'zod';
import type { Target } from '../call/audit/write';
import type { Company } from '../companies/find';
import { ROLE_NAMES, type RoleName } from '../companies/types';

/** A user in a company. */
interface Member {
  company: Company;
  user: { userId: number; userName: string };
}

/** The target of an audit entry about a member's role. */
export const targetOf = ({ company, user, role }: Member & { role: RoleName }): Target => ({
  words: `${user.userName} (user ${user.userId}) · ${role} · ${company.name} (company ${company.id})`,
  subjectUserId: user.userId,
  companyId: company.id,
});

/** A user's roles in a company as audit entries store them, in their usual order. */
export const memberState = z.object({
  companyId: z.int(),
  companyName: z.string(),
  userId: z.int(),
  userName: z.string(),
  roles: z.array(z.enum(ROLE_NAMES)),
});

export const stateOf = (
  { company, user }: Member,
  roles: readonly RoleName[],
): z.output<typeof memberState> => ({
  companyId: company.id,
  companyName: company.name,
  userId: user.userId,
  userName: user.userName,
  roles: ROLE_NAMES.filter((name) => roles.includes(name)),
});
