import { z } from 'zod';
import { refuse, SUCCESS } from '../call/errors';
import { defineMutation } from '../call/mutation';
import { endSessionsOf } from '../sessions/end';
import { lockSelf, targetOf } from './subject';

/** EndOtherSessions: ends all of the actor's own sessions, at console and gateway, but the one in use. */
export const endOtherSessions = defineMutation({
  call: 'EndOtherSessions',
  permission: 'own-sessions:end',
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
