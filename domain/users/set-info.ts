import { z } from 'zod';
import { refuse } from '../call/errors';
import { defineMutation } from '../call/mutation';
import { documentedRequest, field } from '../call/request';
import { endSessionsOf } from '../sessions/end';
import { readUser } from './read';
import { demandSuperuserFor, keepLastSuperuser, lockSubject, targetOf } from './subject';
import type { UserReply } from './types';

const CALL = 'SetUserInfo';

/** What else the user object holds. It may be sent along as it is, but not changed by this call. */
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

/** Says only that one was given: the password itself must not reach the audit log. */
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

/** The fields of a request that ask for another change than the one that this call makes. */
function unsupported(given: z.output<typeof request>, user: UserReply): string[] {
  const changed = (Object.keys(others) as (keyof typeof others)[]).filter(
    (name) => given[name] !== undefined && given[name] !== user[name],
  );
  return given.password ? [...changed, 'password'] : changed;
}

/** SetUserInfo: bars a user from signing in, by `emailVerified: false`, or lets him in again. */
export const setUserInfo = defineMutation({
  call: CALL,
  permission: 'user-info:change',
  changesRights: true,
  request,
  describe: ({ userId }) => `user ${userId}`,

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
      refuse('operation_failed', 'Nobody bars himself from signing in. Ask another Operator.');
    }
    if (!emailVerified) await keepLastSuperuser(tx, subject);
    await tx.user.update({ where: { id: subject.id }, data: { emailVerified } });
    // Let in again later, he must not find an old session alive, nor must somebody who stole one.
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
