import 'server-only';
import { cookies, headers } from 'next/headers';
import { forbidden, redirect } from 'next/navigation';
import { cache } from 'react';
import type { Actor } from '@/domain/call/actor';
import { can, type Permission } from '@/domain/call/permissions';
import { readSession } from '@/domain/sessions/read';
import { touchSession } from '@/domain/sessions/touch';
import type { SessionEnds } from '@/domain/sessions/types';
import { env } from '@/env';
import { forPage } from '../api/page-failure';
import { PATH_HEADER, signInPath, unattendedCookieName } from './paths';
import { readCookie } from './session-cookie';

interface CurrentSession {
  actor: Actor;
  ends: SessionEnds;
  newestEntry: string;
}

/**
 * The session that the request's cookie names, with the rights its user has at this moment. Read once for a
 * rendered page, however many parts of it ask.
 *
 * @returns the actor, when his session ends, and the newest audit entry's number, which all that is read afterwards
 *   takes in; or null without a live session
 * @throws ServerFault when the database does not answer
 */
export const currentSession = cache(async (): Promise<CurrentSession | null> => {
  const secret = await readCookie();
  if (secret === null) return null;
  return forPage(() => readSession(secret, 'console'));
});

/** Layout and page both ask; once is enough. */
const noteActivity = cache((sessionId: string) => forPage(() => touchSession(sessionId)));

/**
 * The actor of a page. Opening a page is activity, fetching it ahead or bringing it up to date is none.
 *
 * @param permission what the page demands; left out for pages of anyone who is signed in
 * @returns the actor. Without a session the browser is sent to sign in and back, without the permission it
 *   gets the 403 page
 */
export async function requirePage(permission?: Permission): Promise<Actor> {
  const requested = await headers();
  const session = await currentSession();
  if (!session) redirect(signInPath(requested.get(PATH_HEADER) ?? '/'));
  if (permission && !can(session.actor, permission)) forbidden();
  const isUnattended =
    requested.has('next-router-prefetch') || (await cookies()).has(unattendedCookieName(env().NEXTAUTH_URL));
  if (!isUnattended) await noteActivity(session.actor.sessionId);
  return session.actor;
}
