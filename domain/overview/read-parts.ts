import pLimit from 'p-limit';
import { database } from '@/prisma/client';
import { Prisma } from '@/prisma/generated/client';
import { inTime, requireRow } from '../call/transaction';

/** One overview must not take all the connections. */
const AT_ONCE = 3;

/**
 * Reads several values in one statement. If that takes too long, it reads each by itself, so that the one that takes
 * too long does not take the others with it.
 *
 * @param parts SQL for each value, as JSON
 * @returns null for what takes too long
 */
export async function readParts<Part>(
  parts: Record<string, Prisma.Sql>,
): Promise<Record<string, Part | null>> {
  const names = Object.keys(parts);
  if (names.length === 0) return {};
  const together = await inTime(() => readTogether<Part>(parts));
  if (together) return together;
  const turn = pLimit(AT_ONCE);
  const alone = names.map((name) =>
    turn(async () => [
      name,
      (await inTime(() => readTogether<Part>({ [name]: parts[name] as Prisma.Sql })))?.[name] ?? null,
    ]),
  );
  return Object.fromEntries(await Promise.all(alone));
}

async function readTogether<Part>(parts: Record<string, Prisma.Sql>): Promise<Record<string, Part | null>> {
  const pairs = Object.entries(parts).map(([name, part]) => Prisma.sql`${name}::text, (${part})`);
  const [row] = await database().$queryRaw<{ parts: Record<string, Part> }[]>`
    SELECT json_build_object(${Prisma.join(pairs)}) AS parts`;
  return requireRow(row).parts;
}
