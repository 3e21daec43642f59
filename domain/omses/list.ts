import { Prisma } from '@/prisma/generated/client';
import { everyRow, type ScopedNames } from '../lists/names';
import { defineReferenceList } from '../lists/reference-list';

/** Names of Order Management Systems. */
export const omsNames: ScopedNames = {
  permission: 'omses:read',
  table: Prisma.sql`omses`,
  column: Prisma.sql`name`,
  kind: 'oms',
  nouns: ['oms'],
  scope: everyRow,
};

/** The Order Management Systems to choose from. */
export const listOmses = defineReferenceList('ListOmses', omsNames);
