import { z } from 'zod';
import { database } from '@/prisma/client';
import { NAME_MAX, plainText } from '../request';
import { verifyPassword } from './password';
import { admitSignIn, clearFailures } from './sign-in-locks';

const credentials = z.object({ userName: plainText(1, NAME_MAX), password: z.string().max(1_024) });

/** Who he is, and the hash by which he proved it. */
export interface SignedIn {
  id: number;
  passwordHash: string;
}

/**
 * Tells whether somebody is who he says. An unknown name, a wrong password, a barred user and one who must wait
 * get the same answer after the same work: each time one password hash is computed.
 *
 * @param given name and password as typed
 * @param address where they come from, or null when unknown
 * @returns the user, or null whatever the reason
 */
export async function signIn(given: unknown, address: string | null): Promise<SignedIn | null> {
  const typed = credentials.safeParse(given);
  const { userName, password } = typed.success ? typed.data : { userName: '', password: '' };
  const isAdmitted = typed.success && (await admitSignIn(userName, address));
  // `mode: insensitive` would read % and _ as wildcards, and an exact name is what counts.
  const [user] = await database().$queryRaw<
    { id: number; passwordHash: string | null; emailVerified: boolean }[]
  >`SELECT id, password_hash AS "passwordHash", email_verified AS "emailVerified"
    FROM users WHERE lower(user_name) = lower(${userName}) AND user_name = ${userName}`;
  const isRight = await verifyPassword(isAdmitted ? (user?.passwordHash ?? null) : null, password);
  if (!isRight || !user?.passwordHash || !user.emailVerified) return null;
  await clearFailures(userName, address);
  return { id: user.id, passwordHash: user.passwordHash };
}
