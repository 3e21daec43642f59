import { z } from 'zod';
import type { Actor } from '@/domain/call/actor';
import { documentedRequest, field } from '@/domain/call/request';
import { readSession } from '@/domain/sessions/read';
import { touchSession } from '@/domain/sessions/touch';
import { readOwnUser } from '@/domain/users/read';
import { signInAt } from '@/server/sign-in';
import type { SignInReply } from './replies';

/** Whatever went wrong: nobody is told which part of it. */
const REJECTED: SignInReply = {
  authenticated: false,
  locked: false,
  errormsg: 'Invalid username or password',
};

export const credentials = documentedRequest({
  UserName: field.name(),
  Password: z.preprocess(
    (value) => (value === null || value === '' ? undefined : value),
    z.string({ error: ({ input }) => (input === undefined ? 'is not given' : 'must be a string') }),
  ),
});

/**
 * Opens a session of the gateway.
 *
 * @param given user name and password
 * @param caller from where, and what the program calls itself
 * @returns the session's secret and the user, or the one reply that every failure gets
 */
export async function authenticateUser(
  { UserName, Password }: z.output<typeof credentials>,
  caller: { address: string | null; userAgent: string | null },
): Promise<SignInReply> {
  const given = { userName: UserName, password: Password };
  const session = await signInAt('gateway', given, { ...caller, browsers: [] });
  if (!session) return REJECTED;
  return {
    authenticated: true,
    sessionId: session.secret,
    SessionToken: session.secret,
    user: await readOwnUser(session.userId),
    locked: false,
    requires2FA: false,
    twoFAType: '',
    twoFAToken: '',
    errormsg: null,
  };
}

/** How long after a call another one counts as activity again. */
const QUIET_SECONDS = 30;

/**
 * Who calls, with the rights that he has at this moment. A call is activity: it puts off the session's idle end.
 *
 * @param secret that he carries
 * @returns null without a live session of the gateway
 */
export async function readCaller(secret: string | null): Promise<Actor | null> {
  if (secret === null) return null;
  const session = await readSession(secret, 'gateway');
  if (!session) return null;
  if (session.quietSeconds > QUIET_SECONDS) await touchSession(session.actor.sessionId);
  return session.actor;
}
