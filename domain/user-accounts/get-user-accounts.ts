import { defineQuery } from '../call/operation';
import { documentedRequest, field } from '../call/request';
import { readAccounts } from './read-accounts';

/** GetUserAccounts: the ids of the accounts that a user is linked to. */
export const getUserAccounts = defineQuery({
  call: 'GetUserAccounts',
  permission: 'account-links:read',
  request: documentedRequest({
    omsId: field.optionalId(),
    userId: field.optionalId(),
    userName: field.optionalName(),
  }).refine(({ userId, userName }) => userId !== undefined || userName !== undefined, {
    path: ['userId'],
    error: 'or userName must be given',
  }),
  run: async (_actor, request) => (await readAccounts(request)).map(({ AccountId }) => AccountId),
});
