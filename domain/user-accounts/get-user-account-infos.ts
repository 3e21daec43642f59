import { defineQuery } from '../call/operation';
import { documentedRequest, field } from '../call/request';
import { readAccounts } from './read-accounts';

/** GetUserAccountInfos: the accounts that a user is linked to, with their names. */
export const getUserAccountInfos = defineQuery({
  call: 'GetUserAccountInfos',
  permission: 'account-links:read',
  request: documentedRequest({
    OMSId: field.optionalId(),
    UserId: field.optionalId(),
    UserName: field.optionalName(),
  }).refine(({ UserId, UserName }) => UserId !== undefined || UserName !== undefined, {
    path: ['UserId'],
    error: 'or UserName must be given',
  }),
  run: (_actor, { OMSId, UserId, UserName }) =>
    readAccounts({ omsId: OMSId, userId: UserId, userName: UserName }),
});
