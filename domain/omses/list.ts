import { Prisma } from '@/prisma/generated/client';
import { openNames } from '../lists/names';
import { defineReferenceList } from '../lists/reference-list';

/** Names of Order Management Systems. */
export const omsNames = openNames('oms', {
  permission: 'omses:read',
  table: Prisma.sql`omses`,
  column: Prisma.sql`name`,
});

/** The Order Management Systems to choose from. */
export const listOmses = defineReferenceList('ListOmses', omsNames);
