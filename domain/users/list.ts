import { Prisma } from '@/prisma/generated/client';
import type { ScopedNames } from '../lists/names';
import { defineReferenceList } from '../lists/reference-list';
import { userScope } from './scope';

/** User names. */
export const userNames: ScopedNames = {
  permission: 'people:read',
  table: Prisma.sql`users`,
  column: Prisma.sql`user_name`,
  kind: 'user',
  nouns: ['user', 'operator'],
  scope: (actor) => userScope(actor, Prisma.sql`t.id`),
};

/** The people whom the actor can see, to choose from. */
export const listPeople = defineReferenceList('ListPeople', userNames);
