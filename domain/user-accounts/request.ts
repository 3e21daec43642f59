import type { z } from 'zod';
import { type IdOrName, wordsOf } from '../call/id-or-name';
import { documentedRequest, field } from '../call/request';

/**
 * The request of RemoveUserAccount and AddUserAccount: an account and a user, each by id, name or both.
 */
export const linkRequest = documentedRequest({
  accountId: field.optionalId(),
  accountHandle: field.optionalName(),
  userId: field.optionalId(),
  userName: field.optionalName(),
})
  .refine((given) => given.accountId !== undefined || given.accountHandle !== undefined, {
    path: ['accountId'],
    error: 'or accountHandle must be given',
  })
  .refine((given) => given.userId !== undefined || given.userName !== undefined, {
    path: ['userId'],
    error: 'or userName must be given',
  });

export type LinkRequest = z.output<typeof linkRequest>;

export const accountNaming = ({ accountId, accountHandle }: LinkRequest): IdOrName => ({
  id: accountId,
  name: accountHandle,
});

export const userNaming = ({ userId, userName }: LinkRequest): IdOrName => ({ id: userId, name: userName });

/** Names a link as a request identifies it. */
export const describeLink = (given: LinkRequest): string =>
  `${wordsOf('user', userNaming(given))} · ${wordsOf('account', accountNaming(given))}`;
