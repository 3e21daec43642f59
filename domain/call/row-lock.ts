import { Prisma } from '@/prisma/generated/client';

/** Ends a SELECT from one table. What changes something locks what it found; a preview only looks. */
export type RowLock = Prisma.Sql;

/** Lets foreign keys go on pointing at the row, since ids never change. */
export const LOCK: RowLock = Prisma.sql`FOR NO KEY UPDATE`;
export const NO_LOCK: RowLock = Prisma.empty;
