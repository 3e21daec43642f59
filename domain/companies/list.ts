import { Prisma } from '@/prisma/generated/client';
import type { ScopedNames } from '../lists/names';
import { defineReferenceList } from '../lists/reference-list';
import { managesCompany } from './scope';

/** Names of companies. */
export const companyNames: ScopedNames = {
  permission: 'companies:read',
  table: Prisma.sql`companies`,
  column: Prisma.sql`name`,
  kind: 'company',
  nouns: ['company'],
  scope: (actor) => managesCompany(actor, Prisma.sql`t.id`),
};

/** The companies that the actor manages, to choose from. */
export const listCompanies = defineReferenceList('ListCompanies', companyNames);
