import { Prisma } from '@/prisma/generated/client';
import type { Actor } from '../call/actor';
import { seesEverybody } from '../call/permissions';
import { managesCompany } from '../companies/scope';

/**
 * The condition that a user is the actor's to look at: everybody for Operators and those who oversee all, for
 * a CompanyAdmin who holds a role in a company of his.
 *
 * @param actor who asks
 * @param userId the column that holds the user's id
 */
export function userScope(actor: Actor, userId: Prisma.Sql): Prisma.Sql {
  if (seesEverybody(actor)) return Prisma.sql`TRUE`;
  return Prisma.sql`EXISTS (
    SELECT FROM company_roles theirs
    WHERE theirs.user_id = ${userId} AND ${managesCompany(actor, Prisma.sql`theirs.company_id`)})`;
}
