import { z } from 'zod';
import type { Prisma } from '@/prisma/generated/client';
import type { Actor } from '../call/actor';
import { refuse } from '../call/errors';
import { seesEverybody } from '../call/permissions';

/** A list's filter for people whose sign-in is blocked. */
export const signInFilter = z.literal('blocked', { error: 'must be blocked' }).optional();

/**
 * The condition of that filter, if it is in use.
 *
 * @param isBlocked the condition that the sign-in of a row's user is blocked
 * @throws Refusal 20 when the actor may not see who is blocked: an empty list would say that nobody is
 */
export function whereSignIn(
  signIn: z.output<typeof signInFilter>,
  actor: Actor,
  isBlocked: Prisma.Sql,
): Prisma.Sql | undefined {
  if (signIn === undefined) return undefined;
  if (seesEverybody(actor)) return isBlocked;
  return refuse('not_authorized', 'Who is blocked is shown to Operators and PlatformAdmins only.');
}
