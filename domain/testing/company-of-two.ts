import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import type { Company, User } from '@/prisma/generated/client';
import type { Actor } from '../call/actor';
import { ROLE_NAMES } from '../companies/types';
import { newActor, signInAs } from './actors';

export interface CompanyOfTwo {
  company: Company;
  /** Holds all three roles in it. */
  user: User;
  /** Holds the role CoAdmin only. */
  coAdmin: Actor;
  platformAdmin: Actor;
}

/** Makes a company with two CoAdmins, and a PlatformAdmin without a role in it. */
export async function makeCompanyOfTwo(): Promise<CompanyOfTwo> {
  const [user, admin] = [await create.user(database()), await create.user(database())];
  const company = await create.company(database(), {
    roles: [...ROLE_NAMES.map((role) => ({ userId: user.id, role })), { userId: admin.id, role: 'CoAdmin' }],
  });
  const platformAdmin = await newActor({ permissions: ['PlatformAdmin'] });
  return { company, user, coAdmin: await signInAs(admin.id), platformAdmin };
}
