import { expect, it } from 'vitest';
import { z } from 'zod';
import { database } from '@/prisma/client';
import { Prisma } from '@/prisma/generated/client';
import { setUpTestDatabase } from '../testing/test-database';
import { checkedRows, rightsRow } from './checked-rows';

setUpTestDatabase();

const row = z.strictObject({ isBlocked: z.boolean() });

it('returns rows that have the form of the schema', async () => {
  const query = Prisma.sql`SELECT TRUE AS "isBlocked"`;
  expect(await checkedRows(database(), row, query)).toEqual([{ isBlocked: true }]);
});

it.each([
  ['of another name', Prisma.sql`SELECT TRUE AS "isBlockd"`],
  ['of another type', Prisma.sql`SELECT 'no' AS "isBlocked"`],
  ['that the schema lacks', Prisma.sql`SELECT TRUE AS "isBlocked", TRUE AS "isLocked"`],
])('throws when the query selects a column %s', async (_, query) => {
  await expect(checkedRows(database(), row, query)).rejects.toThrow('A query gave rows of another form.');
});

it('reads a user without companies as CoAdmin of none', async () => {
  const query = Prisma.sql`SELECT ARRAY['Operator'] AS permissions, NULL::json AS "adminOf", FALSE AS "hasRole"`;
  expect(await checkedRows(database(), z.strictObject(rightsRow), query)).toEqual([
    { permissions: ['Operator'], adminOf: [], hasRole: false },
  ]);
});
