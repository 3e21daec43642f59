import { Prisma } from '@/prisma/generated/client';
import { keyset } from './keyset';
import { JOIN, LEFT_JOIN, type PageParts, type PageStatements } from './page-statements';
import { COUNT_LIMIT } from './paging';
import type { Found } from './search-condition';
import { upToLimit } from './up-to-limit';

/** What the statements of a page of found rows are made of. */
export interface FoundParts extends Omit<PageParts, 'nearest'> {
  /** The columns that identify a row. */
  rowId: readonly Prisma.Sql[];
  found: Found;
}

const columnOf = (kind: 'id' | 'key', index: number) => Prisma.raw(`${kind}_${index}`);

/** The rows found in one way, as their ids and sort keys. */
function waysOf({ rowId, keys, from, where }: FoundParts, join: Prisma.Sql, way: Prisma.Sql) {
  const columns = [
    ...rowId.map((sql, index) => Prisma.sql`${sql} AS ${columnOf('id', index)}`),
    ...keys.map(({ sql }, index) => Prisma.sql`${sql} AS ${columnOf('key', index)}`),
  ];
  return Prisma.sql`SELECT ${Prisma.join(columns)} FROM ${from(join)} WHERE ${where} AND ${way}`;
}

/** The number of rows, and whether only a sample of them is counted. */
function countOf({ from, where, rowId, found }: FoundParts): { total: Prisma.Sql; isLeast: boolean } {
  const gathered = upToLimit(Prisma.sql`gathered`);
  if (found.walked.length === 0) return { total: gathered, isLeast: false };
  const all = Prisma.sql`${from(LEFT_JOIN)} WHERE ${where}`;
  if (found.sample) {
    const sample = upToLimit(Prisma.sql`${all} AND ${found.sample}`);
    return { total: Prisma.sql`greatest(${sample}, ${gathered})`, isLeast: true };
  }
  // Each way up to the limit, so that its own index serves it.
  const ways = [...found.gathered, ...found.walked].map(
    (way) => Prisma.sql`(SELECT ${Prisma.join([...rowId])} FROM ${all} AND ${way} LIMIT ${COUNT_LIMIT + 1})`,
  );
  return { total: upToLimit(Prisma.sql`(${Prisma.join(ways, ' UNION ')}) ways`), isLeast: false };
}

/**
 * The statements of a page of found rows. Rows that can be gathered are gathered before they are sorted, so that
 * PostgreSQL can't read the list in its order instead, which ends late where matches are rare.
 */
export function statementsOfFound(parts: FoundParts): PageStatements {
  const { select, from, rowId, keys, found, ...page } = parts;
  const ways = found.gathered.length > 0 ? found.gathered : [Prisma.sql`FALSE`];
  const gathered = Prisma.sql`gathered AS MATERIALIZED (${Prisma.join(
    ways.map((way) => waysOf(parts, LEFT_JOIN, way)),
    ' UNION ',
  )})`;
  const columns = keys.map((key, index) => ({ ...key, sql: columnOf('key', index) }));
  const keyTexts = Prisma.join(columns.map(({ sql }) => Prisma.sql`page.${sql}::text`));
  const isOfPage = Prisma.join(
    rowId.map((sql, index) => Prisma.sql`${sql} = page.${columnOf('id', index)}`),
    ' AND ',
  );
  const nearest = keyset(columns, page);
  const walk = keyset(keys, page);
  const { total, isLeast } = countOf(parts);

  const reading = (limit: number, count: Prisma.Sql) => {
    const walked = found.walked.map(
      (way) => Prisma.sql`
        (${waysOf(parts, JOIN, way)} AND ${walk.condition} ORDER BY ${walk.order} LIMIT ${limit})`,
    );
    const rows = [Prisma.sql`SELECT * FROM gathered WHERE ${nearest.condition}`, ...walked];
    return Prisma.sql`
      WITH ${gathered},
        page AS MATERIALIZED (
          SELECT * FROM (${Prisma.join(rows, ' UNION ')}) found ORDER BY ${nearest.order} LIMIT ${limit})
      SELECT ${select}, ARRAY[${keyTexts}] AS keys, ${count} AS total
      FROM ${from(JOIN)}, page WHERE ${isOfPage} ORDER BY ${nearest.order}`;
  };
  return { reading, total, counting: Prisma.sql`WITH ${gathered} SELECT ${total} AS total`, isLeast };
}
