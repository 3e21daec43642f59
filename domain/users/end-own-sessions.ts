import { z } from 'zod';
import type { Actor, Door } from '../call/actor';
import { lockRights } from '../call/authorize';
import { refuse, SUCCESS } from '../call/errors';
import { defineMutation } from '../call/mutation';
import type { Tx } from '../call/transaction';
import { IS_ALIVE } from '../sessions/alive';
import { endSessionsOf } from '../sessions/end';
import { lockSubject, type Subject, targetOf } from './subject';

const PERMISSION = 'own-sessions:end' as const;

/**
 * Locks the actor's user, as every call that ends sessions does, and then checks the actor's session again:
 * it may have ended during the wait. Of two sessions that end each other only the first succeeds.
 */
async function lockSelf(tx: Tx, actor: Actor): Promise<Subject> {
  const self = await lockSubject(tx, { id: actor.userId, name: undefined });
  await lockRights(tx, actor);
  return self;
}

/**
 * EndSession: ends one open session of the actor's own, at console or gateway, but not the session in use.
 */
export const endOwnSession = defineMutation({
  call: 'EndSession',
  permission: PERMISSION,
  request: z.object({ sessionId: z.uuid({ error: 'must be the id of a session' }) }, 'must be an object'),
  describe: ({ sessionId }) => `session ${sessionId}`,

  async perform(tx, { request: { sessionId }, actor, setTarget }) {
    const self = await lockSelf(tx, actor);
    const [session] = await tx.$queryRaw<{ id: string; door: Door }[]>`
      SELECT s.id::text, s.door::text FROM sessions s
      WHERE s.id = ${sessionId}::uuid AND s.user_id = ${self.id} AND ${IS_ALIVE}`;
    // The actor gets the same refusal for another user's session.
    if (!session) refuse('not_found', 'You have no open session with this id. It may have ended already.');
    const target = { words: `${targetOf(self).words} · session ${session.id}`, subjectUserId: self.id };
    setTarget(target);
    if (session.id === actor.sessionId) {
      refuse('operation_failed', 'Sign out to end the session you are using.');
    }
    await endSessionsOf(tx, self.id, { only: session.id });
    const state = { userId: self.id, userName: self.userName, sessionId: session.id, door: session.door };
    const effect = { target, before: { ...state, isOpen: true }, after: { ...state, isOpen: false } };
    return { effects: [effect], reply: SUCCESS };
  },
});

/** EndOtherSessions: ends all of the actor's own sessions, at console and gateway, but the one in use. */
export const endOtherSessions = defineMutation({
  call: 'EndOtherSessions',
  permission: PERMISSION,
  request: z.object({}, 'must be an object'),
  describe: () => 'all other sessions',

  async perform(tx, { actor }) {
    const self = await lockSelf(tx, actor);
    const count = await endSessionsOf(tx, self.id, { not: actor.sessionId });
    // Users without any permission may call this. They could fill the log with entries about nothing.
    if (count === 0) refuse('operation_failed', 'You have no other open session. Nothing was ended.');
    const state = { userId: self.id, userName: self.userName };
    const effect = {
      target: { words: `${targetOf(self).words} · all other sessions`, subjectUserId: self.id },
      before: { ...state, openSessions: count + 1 },
      after: { ...state, openSessions: 1 },
    };
    return { effects: [effect], reply: SUCCESS };
  },
});
