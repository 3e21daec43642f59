import { Prisma } from '@/prisma/generated/client';
import { defineReferenceList } from '../lists/reference-list';
import { managesCompany } from './scope';

/** The companies that the actor manages, to choose from. */
export const listCompanies = defineReferenceList({
  call: 'ListCompanies',
  permission: 'companies:read',
  table: Prisma.sql`companies`,
  name: Prisma.sql`name`,
  scope: (actor) => managesCompany(actor, Prisma.sql`t.id`),
});
