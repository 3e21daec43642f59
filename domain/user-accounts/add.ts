import { refuse, SUCCESS } from '../errors';
import { defineMutation } from '../operation';
import { LOCK } from '../row-lock';
import { findUser } from '../users/find';
import { findAccount } from './find';
import { accountNaming, describeLink, linkRequest, userNaming } from './request';

/** AddUserAccount: links a user to an account, as RemoveUserAccount's inverse. It names no default. */
export const addUserAccount = defineMutation({
  call: 'AddUserAccount',
  permission: 'user-account:add',
  request: linkRequest,
  describe: describeLink,

  async perform(tx, { request, about }) {
    const account = await findAccount(tx, accountNaming(request), LOCK);
    const user = await findUser(tx, userNaming(request), LOCK);
    const target = {
      words: `${user.userName} (user ${user.id}) · ${account.handle} (account ${account.id})`,
      subjectUserId: user.id,
      accountId: account.id,
      omsId: account.omsId,
    };
    about(target);
    const link = { userId: user.id, accountId: account.id };
    if (await tx.userAccount.findUnique({ where: { userId_accountId: link } })) {
      refuse(
        'operation_failed',
        `${user.userName} (user ${user.id}) is linked to account ${account.id}, ${account.handle}, already.`,
      );
    }
    await tx.userAccount.create({ data: link });
    const after = {
      accountId: account.id,
      accountHandle: account.handle,
      userId: user.id,
      userName: user.userName,
      isDefaultAccount: false,
    };
    return { effects: [{ target, before: null, after }], reply: SUCCESS };
  },
});
