import { Prisma } from '@/prisma/generated/client';
import type { Actor } from '../call/actor';
import { overseesAll, type StoredPermission, seesSignIn } from '../call/permissions';
import type { PersonReply } from './types';

/** What PERSON_COLUMNS selects. */
export interface PersonRow {
  id: number;
  userName: string;
  email: string;
  permissions: StoredPermission[];
  roles: { company: string; role: string }[];
}

/** Of users `u`, company roles `r` and companies `c`, grouped by user. */
export const PERSON_COLUMNS = Prisma.sql`
  u.id, u.user_name AS "userName", u.email,
  ARRAY(SELECT permission::text FROM user_permissions WHERE user_id = u.id ORDER BY permission) AS permissions,
  coalesce(json_agg(json_build_object('company', c.name, 'role', r.role) ORDER BY c.id, r.role)
    FILTER (WHERE c.id IS NOT NULL), '[]') AS roles`;

/**
 * The documented user object. Only the users themselves and actors who oversee everything see the stored permissions.
 */
export function toPersonReply(row: PersonRow, actor: Actor): PersonReply {
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
