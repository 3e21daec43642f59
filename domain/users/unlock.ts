import { defineMutation } from '../call/mutation';
import { documentedRequest, field } from '../call/request';
import { readSignInLock } from '../sign-in/read-lock';
import { demandSuperuserFor, lockSubject, targetOf } from './subject';

const CALL = 'UnlockUser';

/**
 * UnlockUser: forgets the failed sign-ins under a user's name, from every address, so that they can try at
 * once.
 */
export const unlockUser = defineMutation({
  call: CALL,
  permission: 'user:unlock',
  request: documentedRequest({ UserId: field.id() }),
  describe: ({ UserId }) => `user ${UserId}`,
  subject: ({ UserId }) => ({ id: UserId, name: undefined }),

  async perform(tx, { request: { UserId }, actor, setTarget }) {
    const subject = await lockSubject(tx, { id: UserId, name: undefined });
    setTarget(targetOf(subject));
    demandSuperuserFor(CALL, actor, subject);
    const { id: userId, userName } = subject;
    const { isLocked, count } = await readSignInLock(tx, userName);
    await tx.signInFailure.deleteMany({ where: { userName } });
    const effect = {
      target: targetOf(subject),
      before: { userId, userName, locked: isLocked, numberOfFailedAttempt: count },
      after: { userId, userName, locked: false, numberOfFailedAttempt: 0 },
    };
    return { effects: [effect], reply: true };
  },
});
