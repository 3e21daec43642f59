import { z } from 'zod';
import type { Actor } from '@/domain/call/actor';
import { documentedRequest, field } from '@/domain/call/request';
import { readSession } from '@/domain/sessions/read';
import { touchSession } from '@/domain/sessions/touch';
import { readOwnUser } from '@/domain/users/read';
import { signInAt } from '@/server/sign-in';
import type { SignInReply } from './replies';

/** The reply to every failed sign-in. It does not reveal what was wrong. */
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
 * @returns the session's secret and the user, or the one reply that every failure gets
 */
export async function authenticateUser(
  { UserName, Password }: z.output<typeof credentials>,
  client: { address: string | null; userAgent: string | null },
): Promise<SignInReply> {
  const given = { userName: UserName, password: Password };
  const session = await signInAt('gateway', given, { ...client, browsers: [] });
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

/**
 * Reads the actor of a session, with the rights they have now. It counts as activity, which postpones the
 * session's idle end.
 *
 * @returns null without a live session of the gateway
 */
export async function readActor(secret: string | null): Promise<Actor | null> {
  if (secret === null) return null;
  const session = await readSession(secret, 'gateway');
  if (!session) return null;
  await touchSession(session);
  return session.actor;
}
