import { z } from 'zod';
import { refuse } from '../call/errors';
import { defineMutation } from '../call/mutation';
import { documentedRequest, field } from '../call/request';
import { endSessionsOf } from '../sessions/end';
import { readUser } from './read';
import { demandSuperuserFor, keepLastSuperuser, lockSubject, targetOf } from './subject';
import type { UserReply } from './types';

const CALL = 'SetUserInfo';

/** The other fields of the user object. A request may contain them unchanged; this call can't change them. */
const others = {
  userName: field.optionalName(),
  email: field.optionalName(320),
  accountId: field.optionalId(),
  omsId: field.optionalId(),
  use2FA: field.optionalFlag(),
  locked: field.optionalFlag(),
  lockedTime: field.optionalName(),
  numberOfFailedAttempt: field.optionalId(),
};

/** Keeps only the fact that a password was given: the password itself must not reach the audit log. */
const password = z.preprocess(
  (given) => (given === undefined || given === null || given === '' ? undefined : true),
  z.unknown().optional(),
);

const request = documentedRequest({
  userId: field.id(),
  emailVerified: field.optionalFlag(),
  ...others,
  password,
}).refine(
  ({ userId: _, emailVerified, password, ...given }) =>
    emailVerified !== undefined || password || Object.values(given).some((value) => value !== undefined),
  { path: ['emailVerified'], error: 'is not given' },
);

/** The fields of a request that ask for a change that this call does not make. */
function unsupported(given: z.output<typeof request>, user: UserReply): string[] {
  const changed = (Object.keys(others) as (keyof typeof others)[]).filter(
    (name) => given[name] !== undefined && given[name] !== user[name],
  );
  return given.password ? [...changed, 'password'] : changed;
}

/** SetUserInfo: blocks a user's sign-in, by `emailVerified: false`, or allows it again. */
export const setUserInfo = defineMutation({
  call: CALL,
  permission: 'user-info:change',
  changesRights: true,
  request,
  describe: ({ userId }) => `user ${userId}`,
  subject: ({ userId }) => ({ id: userId, name: undefined }),

  async perform(tx, { request: given, actor, setTarget }) {
    const subject = await lockSubject(tx, { id: given.userId, name: undefined });
    setTarget(targetOf(subject));
    demandSuperuserFor(CALL, actor, subject);
    const user = await readUser(tx, subject.id);
    const changes = unsupported(given, user);
    if (changes.length > 0) {
      refuse(
        'not_supported',
        `${CALL} changes emailVerified only, not ${changes.join(', ')}. Nothing was changed.`,
      );
    }
    const { emailVerified = user.emailVerified } = given;
    if (!emailVerified && subject.id === actor.userId) {
      refuse('operation_failed', 'You can’t block your own sign-in. Ask another Operator.');
    }
    if (!emailVerified) await keepLastSuperuser(tx, subject);
    await tx.user.update({ where: { id: subject.id }, data: { emailVerified } });
    // When sign-in is allowed again, no old session, perhaps a stolen one, may still be open.
    if (!emailVerified) await endSessionsOf(tx, subject.id);
    const { userId, userName } = user;
    const effect = {
      target: targetOf(subject),
      before: { userId, userName, emailVerified: user.emailVerified },
      after: { userId, userName, emailVerified },
    };
    return { effects: [effect], reply: { ...user, emailVerified } };
  },
});
