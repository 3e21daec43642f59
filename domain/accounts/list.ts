import { Prisma } from '@/prisma/generated/client';
import { defineReferenceList } from '../lists/reference-list';

/** The accounts to choose from. */
export const listAccounts = defineReferenceList({
  call: 'ListAccounts',
  permission: 'account-links:read',
  table: Prisma.sql`accounts`,
  name: Prisma.sql`handle`,
});
