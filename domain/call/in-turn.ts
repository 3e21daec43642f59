import { Prisma } from '@/prisma/generated/client';
import { requireRow, type Tx } from './transaction';

/** Values as PostgreSQL reads them from text. Half of a surrogate pair becomes what the driver would send. */
function asText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (['string', 'number', 'bigint', 'boolean'].includes(typeof value))
    return Buffer.from(String(value)).toString();
  throw new Error('A statement of several has a value that is not a text, a number or a boolean.');
}

/** A statement in the place of one that is not needed. */
export const NO_ROW = Prisma.sql`SELECT NULL AS nothing WHERE FALSE`;

/**
 * Runs statements one after the other in one round trip. Each sees what was committed before it began, so that one
 * can wait for a lock and the next read what the lock protects (`run_in_turn` in the migrations). All run, even if an
 * earlier one finds nothing.
 *
 * @param statements each must return rows, whose columns must be of types that JSON has
 * @returns the rows of each
 */
export async function inTurn<Rows extends object[]>(
  tx: Tx,
  statements: { [Index in keyof Rows]: Prisma.Sql },
): Promise<{ [Index in keyof Rows]: Rows[Index][] }> {
  const given: (string | null)[] = [];
  const templates = statements.map(({ strings, values }: Prisma.Sql) =>
    strings
      .map((words, index) => {
        const before = index === 0 ? '' : `%${given.push(asText(values[index - 1]))}$L`;
        return before + words.replaceAll('%', '%%');
      })
      .join(''),
  );
  const [row] = await tx.$queryRaw<{ results: { [Index in keyof Rows]: Rows[Index][] } }[]>`
    SELECT run_in_turn(${templates}::text[], VARIADIC ${given}::text[]) AS results`;
  return requireRow(row).results;
}
