import { Prisma } from '@/prisma/generated/client';
import type { Actor } from '../call/actor';
import { overseesAll, type Rights } from '../call/permissions';
import { managesCompany } from '../companies/scope';

/**
 * The condition that an actor may read an audit entry `e`: all that he did himself. An Operator also what
 * touched the OMSs he manages, a CompanyAdmin what touched his companies, save that a refusal for want of a
 * right is shown to nobody else than who met it. A PlatformAdmin reads everything.
 *
 * @param actor who asks
 */
export function entryScope(actor: Actor): Prisma.Sql {
  if (overseesAll(actor)) return Prisma.sql`TRUE`;
  const touched = [
    ...(actor.permissions.includes('Operator')
      ? [
          Prisma.sql`e.oms_id = ANY (ARRAY(SELECT oms_id FROM operator_omses WHERE operator_id = ${actor.userId}))`,
        ]
      : []),
    managesCompany(actor, Prisma.sql`e.company_id`),
  ];
  return Prisma.sql`(e.actor_id = ${actor.userId} OR (e.error_code <> 20 AND (${Prisma.join(touched, ' OR ')})))`;
}

/**
 * The same, for an entry that has been read, and a reader whose OMSs are known: for many readers at once.
 *
 * @param reader who asks, with the OMSs he manages
 * @param entry who did it, how it ended and what it touched
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
