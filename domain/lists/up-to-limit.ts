import { Prisma } from '@/prisma/generated/client';
import { COUNT_LIMIT } from './paging';

/**
 * Counts rows, up to one more than a list counts.
 *
 * @param from what follows FROM
 */
export const upToLimit = (from: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`(SELECT count(*)::int FROM (SELECT FROM ${from} LIMIT ${COUNT_LIMIT + 1}) counted)`;
