import { Prisma } from '@/prisma/generated/client';
import { refuse } from '../call/errors';
import { inTurn, NO_ROW } from '../call/in-turn';
import type { RowLock } from '../call/row-lock';
import type { Tx } from '../call/transaction';
import { othersOf } from '../users/find';

export interface Oms {
  id: number;
  name: string;
}

export interface Operator {
  id: number;
  name: string;
}

/** An operator and an OMS, assigned to each other or not, and what was read about the others of both. */
export interface OperatorAtOms<Around = unknown> {
  oms: Oms;
  operator: Operator;
  /** Null when the operator is not assigned. */
  assignment: { isDefault: boolean } | null;
  around: Around | undefined;
}

const omsOf = (id: number, lock: RowLock) => Prisma.sql`SELECT id, name FROM omses WHERE id = ${id} ${lock}`;
const requireOms = ([oms]: Oms[], id: number): Oms => oms ?? refuse('not_found', `There is no OMS ${id}.`);

const operatorOf = (id: number, lock: RowLock) =>
  Prisma.sql`SELECT id, name FROM operators WHERE id = ${id} ${lock}`;
const requireOperator = ([operator]: Operator[], id: number): Operator =>
  operator ?? refuse('not_found', `There is no operator ${id}.`);

/**
 * Finds an OMS.
 *
 * @throws Refusal 104 when there is no such OMS
 */
export async function findOms(tx: Tx, id: number, lock: RowLock): Promise<Oms> {
  return requireOms(await tx.$queryRaw<Oms[]>(omsOf(id, lock)), id);
}

/**
 * Finds an operator.
 *
 * @throws Refusal 104 when there is no such operator
 */
export async function findOperator(tx: Tx, id: number, lock: RowLock): Promise<Operator> {
  return requireOperator(await tx.$queryRaw<Operator[]>(operatorOf(id, lock)), id);
}

/**
 * Finds an OMS, an operator and the assignment between them, in the lock order of ARCHITECTURE.md and in one round
 * trip.
 *
 * @param about a query for more
 * @throws Refusal 104 when there is no such OMS or operator
 */
export async function findOperatorAtOms<Around extends object = never>(
  tx: Tx,
  { operatorId, omsId, lock }: { operatorId: number; omsId: number; lock: RowLock },
  about = NO_ROW,
): Promise<OperatorAtOms<Around>> {
  const [omses, operators, assignments, around] = await inTurn<
    [Oms, Operator, { isDefault: boolean }, Around]
  >(tx, [
    omsOf(omsId, lock),
    operatorOf(operatorId, lock),
    Prisma.sql`SELECT is_default AS "isDefault" FROM operator_omses
      WHERE operator_id = ${operatorId} AND oms_id = ${omsId} ${lock}`,
    about,
  ]);
  const oms = requireOms(omses, omsId);
  const operator = requireOperator(operators, operatorId);
  return { oms, operator, assignment: assignments[0] ?? null, around: around[0] };
}

/**
 * Returns the assignment.
 *
 * @throws Refusal 104 when there is no assignment
 */
export function assignmentOf({ oms, operator, assignment }: Omit<OperatorAtOms, 'around'>): {
  isDefault: boolean;
} {
  if (assignment) return assignment;
  return refuse(
    'not_found',
    `${operator.name} (operator ${operator.id}) is not assigned to ${oms.name} (OMS ${oms.id}): already removed, or never assigned.`,
  );
}

// Neither is an EXISTS, for which PostgreSQL may read the permissions of all operators for one page.

/** The condition that a user still has the permission Operator. Assignments stay when it is revoked. */
export const holdsOperator = (userId: Prisma.Sql): Prisma.Sql => Prisma.sql`((
  SELECT TRUE FROM user_permissions held WHERE held.user_id = ${userId} AND held.permission = 'Operator') IS TRUE)`;

/**
 * The condition that an operator can manage the OMSs that they are assigned to: they have the permission, and
 * their sign-in is not blocked.
 *
 * @param operatorId the column of the operator's id
 */
export const canOperate = (operatorId: Prisma.Sql): Prisma.Sql => Prisma.sql`((
  SELECT able.email_verified FROM user_permissions held JOIN users able ON able.id = held.user_id
  WHERE held.user_id = ${operatorId} AND held.permission = 'Operator') IS TRUE)`;

const ableOperators = (omsId: Prisma.Sql) => Prisma.sql`
  FROM operator_omses x WHERE x.oms_id = ${omsId} AND ${canOperate(Prisma.sql`x.operator_id`)}`;

/** The condition that nobody can manage an OMS. */
export const hasNoOperator = (omsId: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`(SELECT TRUE ${ableOperators(omsId)} LIMIT 1) IS NULL`;

/** The condition that exactly one operator can manage an OMS. It stops counting at two. */
export const hasOneOperator = (omsId: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`(SELECT count(*) FROM (SELECT ${ableOperators(omsId)} LIMIT 2) few) = 1`;

/** The other operators of the OMS of an assignment `l`. */
export const otherOperators = othersOf(
  Prisma.sql`operator_omses x WHERE x.oms_id = l.oms_id AND x.operator_id <> l.operator_id`,
  canOperate(Prisma.sql`x.operator_id`),
);
