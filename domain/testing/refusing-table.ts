import { database } from '@/prisma/client';
import { Prisma } from '@/prisma/generated/client';

/**
 * Runs some work while a trigger makes the database refuse one kind of change.
 *
 * @param change for example `INSERT ON audit_entries`
 * @param when an SQL condition for the rows that are refused; by default all are
 */
export async function whileRefusing<T>(change: string, work: () => Promise<T>, when = 'TRUE'): Promise<T> {
  const table = change.split(' ON ')[1];
  await database().$executeRaw`
    CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'secret internals'; END $$`;
  await database().$executeRaw(
    Prisma.raw(
      `CREATE TRIGGER refusing BEFORE ${change} FOR EACH ROW WHEN (${when}) EXECUTE FUNCTION refuse_change()`,
    ),
  );
  try {
    return await work();
  } finally {
    await database().$executeRaw(Prisma.raw(`DROP TRIGGER refusing ON ${table}`));
  }
}
