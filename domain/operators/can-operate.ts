import { Prisma } from '@/prisma/generated/client';

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
