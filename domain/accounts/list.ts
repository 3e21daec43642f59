import { Prisma } from '@/prisma/generated/client';
import { everyRow, type ScopedNames } from '../lists/names';
import { defineReferenceList } from '../lists/reference-list';

/** Handles of accounts. */
export const accountHandles: ScopedNames = {
  permission: 'account-links:read',
  table: Prisma.sql`accounts`,
  column: Prisma.sql`handle`,
  kind: 'account',
  nouns: ['account'],
  scope: everyRow,
};

/** The accounts to choose from. */
export const listAccounts = defineReferenceList('ListAccounts', accountHandles);
