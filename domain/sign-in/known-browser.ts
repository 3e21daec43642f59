import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { sha256 } from '../call/digest';

/**
 * What a browser keeps from an earlier sign-in, in a cookie that only the console can make. It grants no
 * access. It only gives the browser its own count of failures: other clients' failures don't lock this
 * browser, nor its failures them.
 */
export const knownBrowser = z.object({
  userId: z.int(),
  /** Only the browser knows it. The browser's failed sign-ins are counted by it. */
  device: z.uuid(),
  /** Derived from the stored password hash of that sign-in, so that a new password invalidates it. */
  password: z.string(),
});

export type KnownBrowser = z.infer<typeof knownBrowser>;

const passwordMark = (passwordHash: string) => sha256(passwordHash).slice(0, 32);

/**
 * Finds a browser's record of an earlier sign-in as a user.
 *
 * @param browsers the browser's records, from a cookie that was verified
 * @param user the user who tries to sign in, as stored
 * @returns null when the browser has not signed in as this user, or not with the current password
 */
export function findKnownBrowser(
  browsers: KnownBrowser[],
  user: { id: number; passwordHash: string | null } | undefined,
): KnownBrowser | null {
  if (!user?.passwordHash) return null;
  const mark = passwordMark(user.passwordHash);
  return browsers.find(({ userId, password }) => userId === user.id && password === mark) ?? null;
}

/** The record for a browser to keep after its first sign-in as this user. */
export function makeKnownBrowser(user: { id: number; passwordHash: string }): KnownBrowser {
  return { userId: user.id, device: randomUUID(), password: passwordMark(user.passwordHash) };
}
