import { Prisma } from '@/prisma/generated/client';

/**
 * The condition that a user's sign-in is not blocked. It reads only the index of blocked users, who are few.
 *
 * @param userId the column of the user's id
 */
export const isNotBlocked = (userId: Prisma.Sql): Prisma.Sql => Prisma.sql`NOT EXISTS (
  SELECT FROM users blocked WHERE blocked.id = ${userId} AND NOT blocked.email_verified)`;
