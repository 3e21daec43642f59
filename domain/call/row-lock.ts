import { Prisma } from '@/prisma/generated/client';

/** SQL at the end of a SELECT from one table. A mutation locks the rows it finds; a preview does not. */
export type RowLock = Prisma.Sql;

/** Does not block inserts that refer to the row by foreign key, since ids never change. */
export const LOCK: RowLock = Prisma.sql`FOR NO KEY UPDATE`;
export const NO_LOCK: RowLock = Prisma.empty;
