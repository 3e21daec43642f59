import { database } from '@/prisma/client';
import { Prisma } from '@/prisma/generated/client';
import type { Actor } from '../call/actor';
import { defineQuery } from '../call/operation';
import { overseesAll, type StoredPermission, seesSignIn } from '../call/permissions';
import { documentedRequest } from '../call/request';
import { requireRow } from '../call/transaction';
import { managesCompany } from '../companies/scope';
import { enforceRowLimit, ROWS_ASKED } from '../lists/row-limit';
import type { PersonReply } from './types';

interface Row {
  id: number;
  userName: string;
  email: string;
  permissions: StoredPermission[];
  roles: { company: string; role: string }[];
}

const columns = Prisma.sql`
  u.id, u.user_name AS "userName", u.email,
  ARRAY(SELECT permission::text FROM user_permissions WHERE user_id = u.id ORDER BY permission) AS permissions,
  coalesce(json_agg(json_build_object('company', c.name, 'role', r.role) ORDER BY c.id, r.role)
    FILTER (WHERE c.id IS NOT NULL), '[]') AS roles`;

/** Only the users themselves and actors who oversee everything see the stored permissions. */
function toReply(row: Row, actor: Actor): PersonReply {
  const { id, userName, email, permissions, roles } = row;
  const companies = new Map<string, string[]>();
  for (const { company, role } of roles) companies.set(company, [...(companies.get(company) ?? []), role]);
  const isTold = overseesAll(actor) || id === actor.userId;
  return {
    Permissions: [
      ...(isTold ? permissions : []),
      ...(roles.some(({ role }) => role === 'CoAdmin') ? ['CompanyAdmin'] : []),
    ],
    RoleNamesByCompanyName: [...companies].map(([company, names]) => ({ [company]: names })),
    UserName: userName,
    Email: seesSignIn(actor, id) ? email : '',
    ExternalId: id,
  };
}

/**
 * GetUsers: all users with a role in a company that the actor manages, by id, with the roles in those
 * companies only.
 */
export const getUsers = defineQuery({
  call: 'GetUsers',
  permission: 'company-people:read',
  request: documentedRequest({}),
  async run(actor) {
    const rows = await database().$queryRaw<Row[]>`
      SELECT ${columns}
      FROM company_roles r JOIN companies c ON c.id = r.company_id JOIN users u ON u.id = r.user_id
      WHERE ${managesCompany(actor, Prisma.sql`c.id`)} GROUP BY u.id ORDER BY u.id LIMIT ${ROWS_ASKED}`;
    return enforceRowLimit(rows, 'The console lists the roles of your companies page by page.').map((row) =>
      toReply(row, actor),
    );
  },
});

/** GetUserFromSession: the actor, with all of their roles. */
export const getUserFromSession = defineQuery({
  call: 'GetUserFromSession',
  permission: 'self:read',
  request: documentedRequest({}),
  async run(actor) {
    const [row] = await database().$queryRaw<Row[]>`
      SELECT ${columns}
      FROM users u LEFT JOIN company_roles r ON r.user_id = u.id LEFT JOIN companies c ON c.id = r.company_id
      WHERE u.id = ${actor.userId} GROUP BY u.id`;
    return toReply(requireRow(row), actor);
  },
});
