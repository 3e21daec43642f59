import type { PrismaClient } from '@/prisma/generated/client';

/**
 * Forgets the failed sign-ins under a user's name, from every address and browser.
 *
 * @param userName must match exactly
 * @returns the number of failures forgotten
 * @throws Error, fit to be shown, when there is no such user
 */
export async function forgetFailures(db: PrismaClient, userName: string): Promise<number> {
  if (!(await db.user.findFirst({ where: { userName } }))) {
    throw new Error(`There is no user named "${userName}"; upper and lower case count.`);
  }
  const { count } = await db.signInFailure.deleteMany({ where: { userName } });
  return count;
}
