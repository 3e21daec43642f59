import type { PrismaClient } from '@/prisma/generated/client';

/**
 * Forgets the failed sign-ins under a user's name, from every address and browser.
 *
 * @param db the database
 * @param userName exact
 * @returns how many there were
 * @throws Error, in words for whoever asked, when there is no such user
 */
export async function forgetFailures(db: PrismaClient, userName: string): Promise<number> {
  if (!(await db.user.findFirst({ where: { userName } }))) {
    throw new Error(`There is no user named "${userName}"; upper and lower case count.`);
  }
  const { count } = await db.signInFailure.deleteMany({ where: { userName } });
  return count;
}
