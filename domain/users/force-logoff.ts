import { SUCCESS } from '../call/errors';
import { defineMutation } from '../call/mutation';
import { documentedRequest, field } from '../call/request';
import { endSessionsOf } from '../sessions/end';
import { lockSubject, targetOf } from './subject';

/** ForceUserLogoff: ends all of a user's sessions, at console and gateway. The user may sign in again. */
export const forceUserLogoff = defineMutation({
  call: 'ForceUserLogoff',
  permission: 'user:log-off',
  request: documentedRequest({ username: field.name() }),
  describe: ({ username }) => `user ${username}`,
  subject: ({ username }) => ({ id: undefined, name: username }),

  async perform(tx, { request: { username }, setTarget }) {
    const subject = await lockSubject(tx, { id: undefined, name: username });
    setTarget(targetOf(subject));
    const { id: userId, userName } = subject;
    const count = await endSessionsOf(tx, userId);
    const effect = {
      target: targetOf(subject),
      before: { userId, userName, openSessions: count },
      after: { userId, userName, openSessions: 0 },
    };
    return { effects: [effect], reply: SUCCESS };
  },
});
