import { z } from 'zod';
import type { Prisma } from '@/prisma/generated/client';
import { STORED_PERMISSIONS } from './permissions';
import type { Tx } from './transaction';

/** What a user may do, as the queries of sessions and of live streams select it. */
export const rightsRow = {
  permissions: z.array(z.enum(STORED_PERMISSIONS)),
  /** json_agg gives null when there is no company. */
  adminOf: z
    .array(z.strictObject({ id: z.int(), name: z.string() }))
    .nullable()
    .transform((companies) => companies ?? []),
  hasRole: z.boolean(),
};

/**
 * Runs a query that decides who may do what, and checks its rows by a schema. TypeScript does not see the names
 * of columns in SQL: without the schema, a misspelt one would be undefined, and undefined could pass a check.
 *
 * @throws Error when a row differs from the schema, which is a mistake in the query
 */
export async function checkedRows<Row extends z.ZodType>(
  db: Tx,
  row: Row,
  query: Prisma.Sql,
): Promise<z.output<Row>[]> {
  return checkRows(row, await db.$queryRaw(query));
}

/** As checkedRows, for rows that have been read. */
export function checkRows<Row extends z.ZodType>(row: Row, read: unknown): z.output<Row>[] {
  const rows = z.array(row).safeParse(read);
  if (rows.success) return rows.data;
  throw new Error(`A query gave rows of another form.\n${z.prettifyError(rows.error)}`);
}
