import { Prisma } from '@/prisma/generated/client';
import type { Actor } from '../call/actor';
import { seesEverybody } from '../call/permissions';
import { managesCompany } from '../companies/scope';

/**
 * The SQL condition that the actor may see a user. Operators and actors who oversee everything see all users;
 * a CompanyAdmin sees users with a role in a company that they manage.
 *
 * @param userId the column of the user's id
 */
export function userScope(actor: Actor, userId: Prisma.Sql): Prisma.Sql {
  if (seesEverybody(actor)) return Prisma.sql`TRUE`;
  return Prisma.sql`EXISTS (
    SELECT FROM company_roles theirs
    WHERE theirs.user_id = ${userId} AND ${managesCompany(actor, Prisma.sql`theirs.company_id`)})`;
}
