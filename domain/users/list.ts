import { Prisma } from '@/prisma/generated/client';
import { defineReferenceList } from '../lists/reference-list';
import { userScope } from './scope';

/** The people whom the actor can see, to choose from. */
export const listPeople = defineReferenceList({
  call: 'ListPeople',
  permission: 'people:read',
  table: Prisma.sql`users`,
  name: Prisma.sql`user_name`,
  scope: (actor) => userScope(actor, Prisma.sql`t.id`),
});
