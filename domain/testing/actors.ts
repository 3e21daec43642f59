import { randomUUID } from 'node:crypto';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import type { Actor, Door } from '../call/actor';
import type { MutationContext } from '../call/mutation';
import { readSession } from '../sessions/read';

/**
 * Reads the actor of a session, as the console and the gateway do for each call.
 *
 * @returns null when the secret belongs to no live session of that door
 */
export async function readActor(secret: string, door: Door = 'console'): Promise<Actor | null> {
  const session = await readSession(secret, door);
  return session?.actor ?? null;
}

/** Opens a session for a user and reads the actor with their current rights. */
export async function signInAs(userId: number): Promise<Actor> {
  const { secret } = await create.session(database(), { userId });
  const actor = await readActor(secret);
  if (!actor) throw new Error(`User ${userId} can't sign in.`);
  return actor;
}

/** Makes a user with these columns and permissions, and opens a session for them. */
export async function newActor(overrides: Parameters<typeof create.user>[1] = {}): Promise<Actor> {
  const { id } = await create.user(database(), overrides);
  return signInAs(id);
}

/** The context of a console call, with a new request id unless the overrides name one. */
export function contextOf(overrides: Partial<MutationContext> = {}): MutationContext {
  return {
    door: 'console',
    address: '192.0.2.7',
    correlationId: randomUUID(),
    requestId: randomUUID(),
    ...overrides,
  };
}
