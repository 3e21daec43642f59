import { Prisma } from '@/prisma/generated/client';
import { isNotBlocked, othersOf } from '../users/find';

/** The other users with the same role in the same company as a role `r`. */
export const otherHolders = othersOf(
  Prisma.sql`company_roles x WHERE x.company_id = r.company_id AND x.role = r.role AND x.user_id <> r.user_id`,
  isNotBlocked(Prisma.sql`x.user_id`),
);
