import { z } from 'zod';
import type { Door } from '../call/actor';
import { refuse, SUCCESS } from '../call/errors';
import { defineMutation } from '../call/mutation';
import { IS_ALIVE } from '../sessions/alive';
import { endSessionsOf } from '../sessions/end';
import { lockSelf, targetOf } from './subject';

/**
 * EndSession: ends one open session of the actor's own, at console or gateway, but not the session in use.
 */
export const endOwnSession = defineMutation({
  call: 'EndSession',
  permission: 'own-sessions:end',
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
