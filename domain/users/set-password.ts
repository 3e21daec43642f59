import { z } from 'zod';
import type { PrismaClient } from '@/prisma/generated/client';
import { endSessionsOf } from '../sessions/end';
import { demandUncommon, newPassword } from '../sign-in/new-password';
import { hashPassword } from '../sign-in/password';

const request = z.object({
  userName: z.string().min(1, 'A user name must be given.'),
  password: newPassword,
});

/**
 * Sets a user's password. It ends all of their open sessions, since the old password opened them. It forgets
 * the failed sign-ins under their name, so that they can use the new password at once.
 *
 * @param change `userName` must match exactly
 * @throws Error, fit to be shown, when there is no such user or the password is too weak
 */
export async function setPassword(
  db: PrismaClient,
  change: { userName: string; password: string },
): Promise<void> {
  const checked = request.safeParse(change);
  if (!checked.success) throw new Error(checked.error.issues.map((issue) => issue.message).join(' '));
  const { userName, password } = checked.data;
  const known = await db.user.findFirst({ where: { userName }, select: { email: true } });
  demandUncommon(password, { userName, email: known?.email ?? '' });
  const passwordHash = await hashPassword(password);

  await db.$transaction(async (tx) => {
    const [user] = await tx.user.updateManyAndReturn({
      where: { userName },
      data: { passwordHash },
      select: { id: true },
    });
    if (!user) throw new Error(`There is no user named "${userName}"; upper and lower case count.`);
    await endSessionsOf(tx, user.id);
    await tx.signInFailure.deleteMany({ where: { userName } });
  });
}
