import { Prisma } from '@/prisma/generated/client';
import type { Actor } from '../call/actor';
import { refuse } from '../call/errors';
import { missingRight, overseesAll, type Permission } from '../call/permissions';

/**
 * The condition that a company is the actor's to manage, read from the database in the query itself.
 *
 * @param actor who asks
 * @param companyId the column that holds the company's id
 */
export function managesCompany(actor: Actor, companyId: Prisma.Sql): Prisma.Sql {
  if (overseesAll(actor)) return Prisma.sql`TRUE`;
  // As an array that is read first: his companies are few, and nothing else need be looked at.
  return Prisma.sql`${companyId} = ANY (ARRAY(
    SELECT own.company_id FROM company_roles own WHERE own.user_id = ${actor.userId} AND own.role = 'CoAdmin'))`;
}

/**
 * Refuses a company that was not found within the actor's scope. Who oversees all learns that there is none.
 * Anybody else gets the same bytes for a company that is not his and for one that does not exist.
 *
 * @param actor who asked
 * @param asked the call, the right it needs, and the company as the request names it
 * @throws Refusal always
 */
export function refuseCompany(
  actor: Actor,
  asked: { call: string; permission: Permission; name: string },
): never {
  if (overseesAll(actor)) refuse('not_found', `There is no company ${asked.name}.`);
  return refuse('not_authorized', missingRight(asked.call, asked.permission));
}
