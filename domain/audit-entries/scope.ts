import { Prisma } from '@/prisma/generated/client';
import type { Actor } from '../call/actor';
import { overseesAll, type Rights } from '../call/permissions';
import { companiesOf } from '../companies/scope';

/** The things whose entries an actor may read: the column of an entry, and the query for the ids. */
const managedBy = (actor: Actor): { column: Prisma.Sql; ids: Prisma.Sql }[] => [
  ...(actor.permissions.includes('Operator')
    ? [
        {
          column: Prisma.sql`oms_id`,
          ids: Prisma.sql`SELECT oms_id FROM operator_omses WHERE operator_id = ${actor.userId}`,
        },
      ]
    : []),
  { column: Prisma.sql`company_id`, ids: companiesOf(actor) },
];

/**
 * The SQL condition that an actor may read an audit entry `e`. All actors may read their own entries.
 * Operators may also read those about OMSs they manage, CompanyAdmins those about their companies, except
 * refusals for lack of a permission. A PlatformAdmin may read everything.
 *
 * @param e the alias of the table
 */
export function entryScope(actor: Actor, e = Prisma.sql`e`): Prisma.Sql {
  if (overseesAll(actor)) return Prisma.sql`TRUE`;
  const touched = managedBy(actor).map(({ column, ids }) => Prisma.sql`${e}.${column} = ANY (ARRAY(${ids}))`);
  return Prisma.sql`(${e}.actor_id = ${actor.userId} OR (${e}.error_code <> 20 AND (${Prisma.join(touched, ' OR ')})))`;
}

const LAST_SEQ = 2n ** 63n - 1n;

/** How to go through the entries: from an entry, which is not among them, by default from the end of the log. */
export interface Walk {
  to: 'older' | 'newer';
  from?: bigint;
  count: number;
  /** A further condition on an entry `e`. */
  where?: Prisma.Sql;
}

/**
 * The SQL query for the numbers of the nearest entries that an actor may read. It reads the newest or next few
 * of the actor and of each thing that they manage, by an index. With entryScope instead it would read the log
 * until it has found enough, which for an actor with few entries is all of it.
 */
export function nearestReadable(
  actor: Actor,
  { to, from, count, where = Prisma.sql`TRUE` }: Walk,
): Prisma.Sql {
  const [order, beyond, within] =
    to === 'older'
      ? [Prisma.sql`DESC`, Prisma.sql`<`, Prisma.sql`>=`]
      : [Prisma.sql`ASC`, Prisma.sql`>`, Prisma.sql`<=`];
  const start = from ?? (to === 'older' ? LAST_SEQ : 0n);
  if (overseesAll(actor)) {
    return Prisma.sql`(SELECT e.seq FROM audit_entries e WHERE e.seq ${beyond} ${start} AND ${where} ORDER BY e.seq ${order} LIMIT ${count})`;
  }
  // Compared as a pair, so that only the index of the pair has the order. With `=` PostgreSQL may read the log
  // by number instead, until it has found enough.
  const nearest = (column: Prisma.Sql, id: Prisma.Sql, isReadable = Prisma.sql`TRUE`) => Prisma.sql`
    (SELECT e.seq FROM audit_entries e
      WHERE (e.${column}, e.seq) ${beyond} (${id}, ${start}) AND e.${column} ${within} ${id} AND ${isReadable} AND ${where}
      ORDER BY e.${column} ${order}, e.seq ${order} LIMIT ${count})`;
  // Hardly any entry about a thing has code 20: a call looks for the thing after it has checked the permission.
  const isReadable = Prisma.sql`e.error_code <> 20`;
  const ofThings = managedBy(actor).map(
    ({ column, ids }) => Prisma.sql`SELECT near.seq FROM (${ids}) things (id)
      CROSS JOIN LATERAL ${nearest(column, Prisma.sql`things.id`, isReadable)} near`,
  );
  const walks = [nearest(Prisma.sql`actor_id`, Prisma.sql`${actor.userId}`), ...ofThings];
  return Prisma.sql`(SELECT seq FROM (${Prisma.join(walks, ' UNION ')}) found ORDER BY seq ${order} LIMIT ${count})`;
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
