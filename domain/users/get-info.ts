import { database } from '@/prisma/client';
import { refuse } from '../call/errors';
import { defineQuery } from '../call/operation';
import { documentedRequest, field } from '../call/request';
import { NO_LOCK } from '../call/row-lock';
import { findOms } from '../operators/find';
import { findUser } from './find';
import { readUser } from './read';

/** GetUserInfo: a user with the state of their sign-in. With an OMS, the user must have an account on it. */
export const getUserInfo = defineQuery({
  call: 'GetUserInfo',
  permission: 'user-info:read',
  request: documentedRequest({
    OMSId: field.optionalId(),
    userId: field.optionalId(),
    userName: field.optionalName(),
  }).refine(({ userId, userName }) => userId !== undefined || userName !== undefined, {
    path: ['userId'],
    error: 'or userName must be given',
  }),
  async run(_actor, { OMSId, userId, userName }) {
    const db = database();
    if (OMSId !== undefined) await findOms(db, OMSId, NO_LOCK);
    const user = await findUser(db, { id: userId, name: userName }, NO_LOCK);
    if (OMSId !== undefined) {
      const where = { userId: user.id, account: { omsId: OMSId } };
      if (!(await db.userAccount.findFirst({ where }))) {
        refuse(
          'not_found',
          `${user.userName} (user ${user.id}) has no account on OMS ${OMSId}. Leave OMSId out to ask about all OMSs.`,
        );
      }
    }
    return readUser(db, user.id);
  },
});
