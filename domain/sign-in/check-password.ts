import { z } from 'zod';
import { database } from '@/prisma/client';
import { Prisma } from '@/prisma/generated/client';
import { checkedRows } from '../call/checked-rows';
import { MAX_NAME_LENGTH, plainText } from '../call/request';
import { admitSignIn } from './admit';
import { clearFailures } from './clear-failures';
import { findKnownBrowser, type KnownBrowser, makeKnownBrowser } from './known-browser';
import { networkOf } from './network';
import { verifyPassword } from './password';
import { queueSignIn } from './password-queue';

const credentials = z.object({ userName: plainText(1, MAX_NAME_LENGTH), password: z.string().max(1_024) });

const userRow = z.strictObject({
  id: z.int(),
  passwordHash: z.string().nullable(),
  emailVerified: z.boolean(),
});

/** Where a sign-in attempt comes from. */
export interface SignInOrigin {
  /** Null when unknown. */
  address: string | null;
  /** The browser's earlier sign-ins, from a cookie that was verified; empty for an API client. */
  browsers: KnownBrowser[];
}

/** The user, the hash that their password matched, and the record for the browser to keep from now on. */
export interface SignedIn {
  id: number;
  passwordHash: string;
  browser: KnownBrowser;
}

/**
 * Checks a user name and password. An unknown name, a wrong password, a blocked user and one who must wait
 * get the same answer after the same work: the same statements, and one password hash.
 *
 * @param given name and password as typed
 * @returns the user, or null whatever the reason
 * @throws TooManyCalls when too many attempts are already waiting
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
  // Prisma's `mode: insensitive` reads % and _ as wildcards. Names must match exactly.
  const query = Prisma.sql`
    SELECT id, password_hash AS "passwordHash", email_verified AS "emailVerified"
    FROM users WHERE lower(user_name) = lower(${userName}) AND user_name = ${userName}`;
  const [user] = await checkedRows(database(), userRow, query);
  const known = findKnownBrowser(browsers, user);
  const tried = { userName, userId: user?.id ?? null, address, device: known?.device ?? null };
  const isAdmitted = typed.success && (await admitSignIn(tried));
  const isRight = await verifyPassword(isAdmitted ? (user?.passwordHash ?? null) : null, password);
  if (!isRight || !user?.passwordHash || !user.emailVerified) return null;
  await clearFailures(tried);
  const { id, passwordHash } = user;
  return { id, passwordHash, browser: known ?? makeKnownBrowser({ id, passwordHash }) };
}
