import { Prisma } from '@/prisma/generated/client';
import type { Actor } from '../call/actor';
import { can, type Permission } from '../call/permissions';
import { managesCompany } from '../companies/scope';

/** The lists whose rows the overview counts, as far as the actor may see them. */
export const FIGURES = {
  operators: { permission: 'operators:read', from: () => Prisma.sql`operator_omses` },
  'account-links': { permission: 'account-links:read', from: () => Prisma.sql`user_accounts` },
  'company-roles': {
    permission: 'company-roles:read',
    from: (actor) => Prisma.sql`company_roles r WHERE ${managesCompany(actor, Prisma.sql`r.company_id`)}`,
  },
} satisfies Record<string, { permission: Permission; from: (actor: Actor) => Prisma.Sql }>;

/**
 * The figures as one JSON object; null where the actor lacks the permission.
 *
 * @param counted makes a number of a FROM clause
 */
export function figuresFor(actor: Actor, counted: (from: Prisma.Sql) => Prisma.Sql): Prisma.Sql {
  const pairs = Object.entries(FIGURES).map(
    ([figure, { permission, from }]) =>
      Prisma.sql`${figure}::text, ${can(actor, permission) ? counted(from(actor)) : Prisma.sql`NULL::int`}`,
  );
  return Prisma.sql`json_build_object(${Prisma.join(pairs)})`;
}
