import { Prisma } from '@/prisma/generated/client';
import type { Actor } from '../call/actor';
import { overseesAll, type Rights } from '../call/permissions';
import { managesCompany } from '../companies/scope';

/**
 * The SQL condition that an actor may read an audit entry `e`. All actors may read their own entries.
 * Operators may also read those about OMSs they manage, CompanyAdmins those about their companies, except
 * refusals for lack of a permission. A PlatformAdmin may read everything.
 *
 * @param e the alias of the table
 */
export function entryScope(actor: Actor, e = Prisma.sql`e`): Prisma.Sql {
  if (overseesAll(actor)) return Prisma.sql`TRUE`;
  const touched = [
    ...(actor.permissions.includes('Operator')
      ? [
          Prisma.sql`${e}.oms_id = ANY (ARRAY(SELECT oms_id FROM operator_omses WHERE operator_id = ${actor.userId}))`,
        ]
      : []),
    managesCompany(actor, Prisma.sql`${e}.company_id`),
  ];
  return Prisma.sql`(${e}.actor_id = ${actor.userId} OR (${e}.error_code <> 20 AND (${Prisma.join(touched, ' OR ')})))`;
}

/**
 * The SQL condition that an entry `e` is about a user. A refusal for lack of a permission names a user whom
 * its actor may not be allowed to see, so only those who oversee everything find it by that user: otherwise an
 * actor could learn by such refusals which user has a name or an id.
 */
export const isAbout = (actor: Actor, userId: number): Prisma.Sql =>
  overseesAll(actor)
    ? Prisma.sql`e.subject_user_id = ${userId}`
    : Prisma.sql`(e.subject_user_id = ${userId} AND e.error_code <> 20)`;

/**
 * The rule of entryScope for an entry in memory, to check one entry for many actors at once.
 *
 * @param reader the actor, with the OMSs that they manage
 */
export function mayReadEntry(
  reader: Rights & { userId: number; omsIds: readonly number[] },
  entry: { actorId: number; errorCode: number; omsId: number | null; companyId: number | null },
): boolean {
  const { actorId, errorCode, omsId, companyId } = entry;
  if (overseesAll(reader) || actorId === reader.userId) return true;
  if (errorCode === 20) return false;
  const managesOms =
    reader.permissions.includes('Operator') && omsId !== null && reader.omsIds.includes(omsId);
  return managesOms || (companyId !== null && reader.adminOf.some(({ id }) => id === companyId));
}
