import { randomUUID } from 'node:crypto';
import { database } from '@/prisma/client';
import { makeSession, makeUser } from '@/prisma/factories';
import type { Actor, Door } from '../call/actor';
import type { MutationContext } from '../call/mutation';
import { readSession } from '../sessions/read';

/**
 * Reads a session as a door does.
 *
 * @param secret what the caller carries
 * @param door the console's, unless said otherwise
 * @returns who calls, or null without a live session
 */
export async function readActor(secret: string, door: Door = 'console'): Promise<Actor | null> {
  const session = await readSession(secret, door);
  return session?.actor ?? null;
}

/**
 * Signs a user in and reads his rights, as they are now.
 *
 * @param userId whom
 */
export async function signInAs(userId: number): Promise<Actor> {
  const { secret } = await makeSession(database(), { userId });
  const actor = await readActor(secret);
  if (!actor) throw new Error(`User ${userId} can't sign in.`);
  return actor;
}

/**
 * Makes a user and signs him in.
 *
 * @param overrides columns and permissions of the user
 */
export async function newActor(overrides: Parameters<typeof makeUser>[1] = {}): Promise<Actor> {
  const { id } = await makeUser(database(), overrides);
  return signInAs(id);
}

/**
 * How a call comes in: with a request id of its own, unless said otherwise.
 *
 * @param overrides what matters to the test
 */
export function contextOf(overrides: Partial<MutationContext> = {}): MutationContext {
  return {
    door: 'console',
    address: '192.0.2.7',
    correlationId: randomUUID(),
    requestId: randomUUID(),
    ...overrides,
  };
}
