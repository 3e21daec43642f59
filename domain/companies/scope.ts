import { Prisma } from '@/prisma/generated/client';
import type { Actor } from '../call/actor';
import { refuse } from '../call/errors';
import { missingRight, overseesAll, type Permission } from '../call/permissions';

/** The SQL query for the ids of the companies of which an actor is CoAdmin, by the roles in the database now. */
export const companiesOf = (actor: Actor): Prisma.Sql => Prisma.sql`
  SELECT own.company_id FROM company_roles own WHERE own.user_id = ${actor.userId} AND own.role = 'CoAdmin'`;

/**
 * The SQL condition that the actor manages a company, by the roles in the database at that moment.
 *
 * @param companyId the column of the company's id
 */
export function managesCompany(actor: Actor, companyId: Prisma.Sql): Prisma.Sql {
  if (overseesAll(actor)) return Prisma.sql`TRUE`;
  // An array, so that PostgreSQL reads the actor's few companies first and then only their rows.
  return Prisma.sql`${companyId} = ANY (ARRAY(${companiesOf(actor)}))`;
}

/**
 * Refuses a company that was not found within the actor's scope. Actors who may see all companies learn that
 * it does not exist. Others get the same bytes for a company that they don't manage and for one that does not
 * exist.
 *
 * @throws Refusal 104 or 20, always
 */
export function refuseCompany(
  actor: Actor,
  asked: { call: string; permission: Permission; name: string },
): never {
  if (overseesAll(actor)) refuse('not_found', `There is no company ${asked.name}.`);
  return refuse('not_authorized', missingRight(asked.call, asked.permission));
}
