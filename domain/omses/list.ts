import { Prisma } from '@/prisma/generated/client';
import { defineReferenceList } from '../lists/reference-list';

/** The Order Management Systems to choose from. */
export const listOmses = defineReferenceList({
  call: 'ListOmses',
  permission: 'omses:read',
  table: Prisma.sql`omses`,
  name: Prisma.sql`name`,
});
