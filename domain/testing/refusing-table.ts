import { database } from '@/prisma/client';
import { Prisma } from '@/prisma/generated/client';

/**
 * Does something while the database refuses a kind of change.
 *
 * @param change what is refused, for example `INSERT ON audit_entries`
 * @param work what to do meanwhile
 * @param when which rows are refused; all, unless said otherwise
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
