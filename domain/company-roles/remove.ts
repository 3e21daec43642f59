import type { z } from 'zod';
import { Prisma } from '@/prisma/generated/client';
import { refuse } from '../call/errors';
import { inTurn } from '../call/in-turn';
import { overseesAll, seesEverybody } from '../call/permissions';
import { defineRemoval } from '../call/removal';
import { documentedRequest, field } from '../call/request';
import { requireRow } from '../call/transaction';
import { type Company, findCompanyWith } from '../companies/find';
import { companyReply } from '../companies/read-reply';
import { type CompanyRow, companyRows } from '../companies/read-rows';
import type { CompanyReply } from '../companies/types';
import { ROLE_NAMES, type RoleName } from '../companies/types';
import { type memberState, stateOf, targetOf } from './audit-view';
import { roleNamed, roleNameField } from './role-name';
import type { CompanyRoleFacts, CompanyRoleWarning } from './types';
import { giveRolesAgain } from './undo';

const CALL = 'RemoveUserRole';
const PERMISSION = 'company-role:remove';

const request = documentedRequest({
  companyName: field.name(),
  roleName: roleNameField(),
  userName: field.name(),
});
type Request = z.output<typeof request>;

interface Member {
  userId: number;
  userName: string;
  role: RoleName;
  canSignIn: boolean;
}

interface Found {
  company: Company;
  role: RoleName;
  user: Member;
  otherRoles: RoleName[];
  /** The CoAdmins who would remain. */
  remainingAdmins: Member[];
}

/**
 * RemoveUserRole: removes one role of a user in a company. They keep their other roles. Only actors who
 * oversee all companies can remove the last CoAdmin of a company.
 */
export const removeUserRole = defineRemoval<
  Request,
  Found,
  CompanyRoleFacts,
  z.output<typeof memberState>,
  CompanyReply
>({
  call: CALL,
  permission: PERMISSION,
  request,
  describe: ({ userName, roleName, companyName }) => `${userName} · ${roleName} · ${companyName}`,
  subject: ({ userName }) => ({ id: undefined, name: userName }),

  async find(tx, { request: { companyName, roleName, userName }, actor, lock }) {
    const search = { name: companyName, actor, lock, call: CALL, permission: PERMISSION } as const;
    const { company, rows: members } = await findCompanyWith<Member>(
      tx,
      search,
      (companyId) => Prisma.sql`
        SELECT r.user_id AS "userId", u.user_name AS "userName", r.role::text AS role, u.email_verified AS "canSignIn"
        FROM company_roles r JOIN users u ON u.id = r.user_id
        WHERE r.company_id = ${companyId} AND (r.role = 'CoAdmin' OR u.user_name = ${userName})
        ORDER BY r.id`,
    );
    const role = roleNamed(roleName);
    const user = members.find((member) => member.userName === userName && member.role === role);
    if (!user) {
      // The same text for a user without the role and for an unknown user, so that it does not reveal who
      // exists.
      refuse('not_found', `${userName} is not ${role} of ${company.name}: already removed, or never held.`);
    }
    const otherMemberships = members.filter(
      (member) => member.userId === user.userId && member.role !== role,
    );
    return {
      company,
      role,
      user,
      otherRoles: ROLE_NAMES.filter((name) => otherMemberships.some((member) => member.role === name)),
      remainingAdmins: members.filter((member) => member.role === 'CoAdmin' && member.userId !== user.userId),
    };
  },

  facts: ({ company, role, user, otherRoles, remainingAdmins }, actor) => ({
    role,
    userId: user.userId,
    userName: user.userName,
    companyId: company.id,
    companyName: company.name,
    otherRoles,
    warnings: warningsOf({
      role,
      remainingAdmins,
      isSelf: user.userId === actor.userId,
      isToldOfSignIn: seesEverybody(actor),
    }),
  }),

  factsOnWhatRemains: ['otherRoles'],
  target: targetOf,

  guard: ({ company, role, user, remainingAdmins }, _request, actor) =>
    role !== 'CoAdmin' || remainingAdmins.length > 0 || overseesAll(actor)
      ? null
      : `${user.userName} is the last CoAdmin of ${company.name}. Only a PlatformAdmin may leave a company without one.`,

  async remove(tx, { company, role, user }) {
    const [, , left] = await inTurn<[object, object, CompanyRow]>(tx, [
      // The role is counted by whether they can sign in, so its user is locked before it.
      Prisma.sql`SELECT id FROM users WHERE id = ${user.userId} FOR SHARE`,
      Prisma.sql`DELETE FROM company_roles
        WHERE company_id = ${company.id} AND user_id = ${user.userId} AND role = ${role}::company_role_name
        RETURNING id`,
      companyRows({ where: Prisma.sql`c.id = ${company.id}`, limit: 1 }),
    ]);
    return companyReply(requireRow(left[0]));
  },

  before: ({ company, role, user, otherRoles }) => stateOf({ company, user }, [...otherRoles, role]),
  after: ({ company, user, otherRoles }) => stateOf({ company, user }, otherRoles),
  undo: giveRolesAgain,
});

function warningsOf(left: {
  role: RoleName;
  remainingAdmins: Member[];
  isSelf: boolean;
  /** Whether the actor may know who can sign in. */
  isToldOfSignIn: boolean;
}): CompanyRoleWarning[] {
  const { role, remainingAdmins, isSelf, isToldOfSignIn } = left;
  const warnings: CompanyRoleWarning[] = [];
  if (role === 'CoAdmin' && remainingAdmins.length === 0) warnings.push('last_co_admin');
  else if (isToldOfSignIn && role === 'CoAdmin' && !remainingAdmins.some(({ canSignIn }) => canSignIn)) {
    warnings.push('no_co_admin_can_sign_in');
  }
  if (isSelf) warnings.push('self');
  return warnings;
}
