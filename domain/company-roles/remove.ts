import type { z } from 'zod';
import { Prisma } from '@/prisma/generated/client';
import type { Actor } from '../actor';
import { readCompanyReply } from '../companies/read';
import { managesCompany, refuseCompany } from '../companies/scope';
import type { CompanyReply } from '../companies/types';
import type { Tx } from '../database';
import { refuse } from '../errors';
import { overseesAll } from '../permissions';
import { defineRemoval } from '../removal';
import { documentedRequest, field } from '../request';
import { type CompanyRoleFacts, type CompanyRoleWarning, ROLE_NAMES, type RoleName } from './types';

const CALL = 'RemoveUserRole';
const PERMISSION = 'company-role:remove';

/** The exchange's documents use both names for a role. The first is stored. */
const ALIASES: Record<string, RoleName> = {
  CompanyAdmin: 'CoAdmin',
  CompanyShareholder: 'CoShareholder',
  CompanyAgent: 'CoAgent',
};

const roleName = field
  .name()
  .transform((name) => (Object.hasOwn(ALIASES, name) ? ALIASES[name] : name) ?? name);

const isRoleName = (name: string): name is RoleName => (ROLE_NAMES as readonly string[]).includes(name);

const request = documentedRequest({ companyName: field.name(), roleName, userName: field.name() });
type Request = z.output<typeof request>;

interface Member {
  userId: number;
  userName: string;
  role: RoleName;
  canSignIn: boolean;
}

interface Found {
  company: { id: number; name: string };
  role: RoleName;
  user: Member;
  otherRoles: RoleName[];
  /** The CoAdmins that would be left. */
  remainingAdmins: Member[];
}

/** Locks the company if the actor manages it, and looks again once he holds the lock. */
async function findCompany(tx: Tx, search: { name: string; actor: Actor; lock: Prisma.Sql }) {
  const { name, actor, lock } = search;
  const scoped = () => tx.$queryRaw<Found['company'][]>`
    SELECT c.id, c.name FROM companies c
    WHERE lower(c.name) = lower(${name}) AND c.name = ${name} AND ${managesCompany(actor, Prisma.sql`c.id`)} ${lock}`;
  const [found] = await scoped();
  if (found && overseesAll(actor)) return found;
  // While this waited for the lock, the role that gives the right may have gone.
  const [stillFound] = found ? await scoped() : [];
  if (stillFound) return stillFound;
  return refuseCompany(actor, { call: CALL, permission: PERMISSION, name });
}

/**
 * RemoveUserRole: takes one role in a company from a user, who keeps his others. The last CoAdmin of a
 * company can be taken away by those only who oversee all companies.
 */
export const removeUserRole = defineRemoval<Request, Found, CompanyRoleFacts, CompanyReply>({
  call: CALL,
  permission: PERMISSION,
  request,
  describe: ({ userName, roleName, companyName }) => `${userName} · ${roleName} · ${companyName}`,

  async find(tx, { request: { companyName, roleName, userName }, actor, lock }) {
    const company = await findCompany(tx, { name: companyName, actor, lock });
    if (!isRoleName(roleName)) {
      refuse('not_found', `There is no role ${roleName}. Roles are ${ROLE_NAMES.join(', ')}.`);
    }
    const members = await tx.$queryRaw<Member[]>`
      SELECT r.user_id AS "userId", u.user_name AS "userName", r.role::text AS role, u.email_verified AS "canSignIn"
      FROM company_roles r JOIN users u ON u.id = r.user_id
      WHERE r.company_id = ${company.id} AND (r.role = 'CoAdmin' OR u.user_name = ${userName})
      ORDER BY r.id`;
    const user = members.find((member) => member.userName === userName && member.role === roleName);
    if (!user) {
      // The same words for a user without the role and for no user at all: who exists is not told.
      refuse(
        'not_found',
        `${userName} is not ${roleName} of ${company.name}: already removed, or never held.`,
      );
    }
    const hisOthers = members.filter((member) => member.userId === user.userId && member.role !== roleName);
    return {
      company,
      role: roleName,
      user,
      otherRoles: ROLE_NAMES.filter((name) => hisOthers.some(({ role }) => role === name)),
      remainingAdmins: members.filter(({ role, userId }) => role === 'CoAdmin' && userId !== user.userId),
    };
  },

  facts: ({ company, role, user, otherRoles, remainingAdmins }, actor) => ({
    role,
    userId: user.userId,
    userName: user.userName,
    companyId: company.id,
    companyName: company.name,
    otherRoles,
    warnings: warningsOf({ role, remainingAdmins, isSelf: user.userId === actor.userId }),
  }),

  target: ({ company, role, user }) => ({
    words: `${user.userName} (user ${user.userId}) · ${role} · ${company.name} (company ${company.id})`,
    subjectUserId: user.userId,
    companyId: company.id,
  }),

  guard: ({ company, role, user, remainingAdmins }, _request, actor) =>
    role !== 'CoAdmin' || remainingAdmins.length > 0 || overseesAll(actor)
      ? null
      : `${user.userName} is the last CoAdmin of ${company.name}. Only a PlatformAdmin may leave a company without one.`,

  async remove(tx, { company, role, user }) {
    await tx.companyRole.delete({
      where: { companyId_userId_role: { companyId: company.id, userId: user.userId, role } },
    });
  },

  before: ({ company, role, user, otherRoles }) => ({
    companyId: company.id,
    companyName: company.name,
    userId: user.userId,
    userName: user.userName,
    roles: ROLE_NAMES.filter((name) => name === role || otherRoles.includes(name)),
  }),
  after: ({ company, user, otherRoles }) => ({
    companyId: company.id,
    companyName: company.name,
    userId: user.userId,
    userName: user.userName,
    roles: otherRoles,
  }),
  reply: (tx, { company }) => readCompanyReply(tx, company.id),
});

function warningsOf(left: {
  role: RoleName;
  remainingAdmins: Member[];
  isSelf: boolean;
}): CompanyRoleWarning[] {
  const { role, remainingAdmins, isSelf } = left;
  const warnings: CompanyRoleWarning[] = [];
  if (role === 'CoAdmin' && remainingAdmins.length === 0) warnings.push('last_co_admin');
  else if (role === 'CoAdmin' && !remainingAdmins.some(({ canSignIn }) => canSignIn)) {
    warnings.push('no_co_admin_can_sign_in');
  }
  if (isSelf) warnings.push('self');
  return warnings;
}
