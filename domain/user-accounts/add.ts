import { refuse, SUCCESS } from '../call/errors';
import { defineMutation, type Restored } from '../call/mutation';
import { LOCK } from '../call/row-lock';
import { linkState, stateOf, targetOf } from './audit-view';
import { findEnds } from './find';
import { describeLink, linkRequest, userNaming } from './request';

/**
 * AddUserAccount: links a user to an account. It is the inverse of RemoveUserAccount. It sets no default
 * account, unless it restores the removal of the default account and the user has no other default by now.
 */
export const addUserAccount = defineMutation({
  call: 'AddUserAccount',
  permission: 'user-account:add',
  request: linkRequest,
  describe: describeLink,
  subject: userNaming,

  async perform(tx, { request, restores, setTarget }) {
    const { account, user, isLinked } = await findEnds(tx, { request, lock: LOCK });
    const target = targetOf({ account, user });
    setTarget(target);
    const link = { userId: user.id, accountId: account.id };
    if (isLinked) {
      refuse(
        'operation_failed',
        `${user.userName} (user ${user.id}) is linked to account ${account.id}, ${account.handle}, already.`,
      );
    }
    await tx.userAccount.create({ data: link });
    const isDefaultAccount = wasDefault(restores) && user.defaultAccountId === null;
    if (isDefaultAccount) {
      await tx.user.update({ where: { id: user.id }, data: { defaultAccountId: account.id } });
    }
    const after = stateOf({ account, user }, isDefaultAccount);
    return { effects: [{ target, before: null, after }], reply: SUCCESS };
  },
});

const wasDefault = (restored: Restored | undefined): boolean =>
  linkState.safeParse(restored?.before).data?.isDefaultAccount === true;
