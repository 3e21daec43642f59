import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { sha256 } from '../call/digest';

/**
 * What a browser carries from an earlier sign-in, in a cookie that only the console can make. It gives no
 * right but tries of its own: other people's failures don't lock this browser, and its failures don't lock
 * them.
 */
export const knownBrowser = z.object({
  userId: z.int(),
  /** Told to nobody but the browser; the failures count against it. */
  device: z.uuid(),
  /** Made from the stored password hash of that sign-in, so that a new password ends it. */
  password: z.string(),
});

export type KnownBrowser = z.infer<typeof knownBrowser>;

const passwordMark = (passwordHash: string) => sha256(passwordHash).slice(0, 32);

/**
 * Finds what a browser carries for a user.
 *
 * @param browsers what it carries, from a cookie that has been checked
 * @param user who tries to sign in, as stored
 * @returns null when it has not signed in as this user, or not by the present password
 */
export function findKnownBrowser(
  browsers: KnownBrowser[],
  user: { id: number; passwordHash: string | null } | undefined,
): KnownBrowser | null {
  if (!user?.passwordHash) return null;
  const mark = passwordMark(user.passwordHash);
  return browsers.find(({ userId, password }) => userId === user.id && password === mark) ?? null;
}

/** What a browser is to carry after its first sign-in as this user. */
export function makeKnownBrowser(user: { id: number; passwordHash: string }): KnownBrowser {
  return { userId: user.id, device: randomUUID(), password: passwordMark(user.passwordHash) };
}
