import { z } from 'zod';
import { database } from '@/prisma/client';
import { MAX_NAME_LENGTH, plainText } from '../call/request';
import { findKnownBrowser, type KnownBrowser, makeKnownBrowser } from './known-browser';
import { admitSignIn, clearFailures } from './locks';
import { networkOf } from './network';
import { verifyPassword } from './password';
import { queueSignIn } from './password-queue';

const credentials = z.object({ userName: plainText(1, MAX_NAME_LENGTH), password: z.string().max(1_024) });

/** Where a try to sign in comes from. */
export interface SignInOrigin {
  /** Null when unknown. */
  address: string | null;
  /**
   * What the browser carries from earlier sign-ins, from a cookie that has been checked; empty for a program.
   */
  browsers: KnownBrowser[];
}

/** Who he is, the hash by which he proved it, and what his browser is to carry from now on. */
export interface SignedIn {
  id: number;
  passwordHash: string;
  browser: KnownBrowser;
}

/**
 * Tells whether somebody is who he says. An unknown name, a wrong password, a barred user and one who must
 * wait get the same answer after the same work: the same statements, and one password hash.
 *
 * @param given name and password as typed
 * @param origin where they come from
 * @returns the user, or null whatever the reason
 * @throws TooManyCalls when too many wait for their turn
 */
export function checkPassword(given: unknown, origin: SignInOrigin): Promise<SignedIn | null> {
  const { address, browsers } = origin;
  const [browser] = browsers;
  const stranger = { lane: 'stranger', name: address === null ? null : networkOf(address) } as const;
  const caller = browser ? ({ lane: 'known', name: String(browser.userId) } as const) : stranger;
  return queueSignIn(caller, () => checkCredentials(given, origin));
}

async function checkCredentials(
  given: unknown,
  { address, browsers }: SignInOrigin,
): Promise<SignedIn | null> {
  const typed = credentials.safeParse(given);
  const { userName, password } = typed.success ? typed.data : { userName: '', password: '' };
  // `mode: insensitive` would read % and _ as wildcards, and an exact name is what counts.
  const [user] = await database().$queryRaw<
    { id: number; passwordHash: string | null; emailVerified: boolean }[]
  >`SELECT id, password_hash AS "passwordHash", email_verified AS "emailVerified"
    FROM users WHERE lower(user_name) = lower(${userName}) AND user_name = ${userName}`;
  const known = findKnownBrowser(browsers, user);
  const tried = { userName, userId: user?.id ?? null, address, device: known?.device ?? null };
  const isAdmitted = typed.success && (await admitSignIn(tried));
  const isRight = await verifyPassword(isAdmitted ? (user?.passwordHash ?? null) : null, password);
  if (!isRight || !user?.passwordHash || !user.emailVerified) return null;
  await clearFailures(tried);
  const { id, passwordHash } = user;
  return { id, passwordHash, browser: known ?? makeKnownBrowser({ id, passwordHash }) };
}
