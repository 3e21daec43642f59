import { Prisma } from '@/prisma/generated/client';

/**
 * SQL for a time as ISO 8601 text in UTC with milliseconds, which is the only form in which times leave the
 * database. PostgreSQL can store times that JavaScript or a four-digit year can't represent ('infinity',
 * years before 1 or after 9999). They become the earliest or the latest representable time:
 * 0001-01-01T00:00:00.000Z or 9999-12-31T23:59:59.999Z.
 *
 * @param time a timestamptz; NULL stays NULL
 */
export const isoTime = (time: Prisma.Sql): Prisma.Sql => Prisma.sql`to_char(
  CASE WHEN ${time} < '0001-01-01 00:00:00+00'::timestamptz THEN '0001-01-01 00:00:00+00'::timestamptz
    WHEN ${time} > '9999-12-31 23:59:59.999+00'::timestamptz THEN '9999-12-31 23:59:59.999+00'::timestamptz
    ELSE ${time} END AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
