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
  /** The time since its last noted activity. */
  quietSeconds: number;
  newestEntry: string;
}

/**
 * Reads the session of the request's cookie, with the present rights of its user. A rendered page reads it
 * only once.
 *
 * @returns the actor, when their session ends, and the number of the newest audit entry, whose change all
 *   later reads include; null without a live session
 * @throws ServerFault when the database does not answer
 */
export const currentSession = cache(async (): Promise<CurrentSession | null> => {
  const secret = await readCookie();
  if (secret === null) return null;
  return forPage(() => readSession(secret, 'console'));
});

/** Cached, since layout and page both call it. */
const noteActivity = cache((session: CurrentSession) => forPage(() => touchSession(session)));

/**
 * Returns the actor of a page. Without a session it redirects to the sign-in page and back; without the
 * permission it shows the 403 page. Opening a page counts as activity of the session, prefetching or
 * refreshing it does not.
 *
 * @param permission absent for pages that every signed-in user may open
 */
export async function requirePage(permission?: Permission): Promise<Actor> {
  const requested = await headers();
  const session = await currentSession();
  if (!session) redirect(signInPath(requested.get(PATH_HEADER) ?? '/'));
  if (permission && !can(session.actor, permission)) forbidden();
  const isUnattended =
    requested.has('next-router-prefetch') || (await cookies()).has(unattendedCookieName(env().NEXTAUTH_URL));
  if (!isUnattended) await noteActivity(session);
  return session.actor;
}
