import { Prisma } from '@/prisma/generated/client';
import { openNames } from '../lists/names';
import { defineReferenceList } from '../lists/reference-list';

/** Handles of accounts. */
export const accountHandles = openNames('account', {
  permission: 'account-links:read',
  table: Prisma.sql`accounts`,
  column: Prisma.sql`handle`,
});

/** The accounts to choose from. */
export const listAccounts = defineReferenceList('ListAccounts', accountHandles);
