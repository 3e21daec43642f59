'use client';

import { removeUserAccount } from '@/actions/removals';
import type { AccountLinkRow, UserAccountFacts } from '@/domain/user-accounts/types';
import { Mark } from '../feedback/mark';
import type { ListResource } from '../list/list-resource';
import type { RemovalResource } from '../removal/removal-resource';
import { counted, NameLink, OthersCount, PersonName } from './names';
import { PLACES } from './places';
import { RemovableList } from './removable-list';

const list: ListResource<AccountLinkRow> = {
  list: 'account-links',
  noun: { one: 'link', many: 'links' },
  searchHint: 'Search user or account, by name or id',
  rowKey: ({ userId, accountId }) => `${userId} ${accountId}`,
  exports: ['csv'],
  usual: { sort: 'user', direction: 'asc' },
  filters: [
    { name: 'user', label: 'User', list: 'people' },
    { name: 'account', label: 'Account', list: 'accounts' },
    { name: 'oms', label: 'OMS', list: 'omses' },
  ],
  columns: [
    {
      header: 'User',
      sort: 'user',
      cell: ({ userName, userId }) => <PersonName name={userName} id={userId} />,
    },
    {
      header: 'Account',
      sort: 'account',
      cell: ({ accountHandle, accountId, isDefault }) => (
        <>
          <NameLink name={accountHandle} id={accountId} href={PLACES.account(accountId)} />{' '}
          {isDefault && <Mark>Default account</Mark>}
        </>
      ),
    },
    {
      header: 'OMS',
      width: 15,
      cell: ({ omsName, omsId }) => <NameLink name={omsName} id={omsId} href={PLACES.oms(omsId)} />,
    },
    {
      header: 'Others on this account',
      width: 13,
      cell: ({ otherUsers }) => <OthersCount count={otherUsers} one="user" many="users" alone="Only user" />,
    },
  ],
  empty: 'Here stand the links between users and accounts: who may trade on which account.',
};

export const accountRemoval: RemovalResource<AccountLinkRow, UserAccountFacts> = {
  call: 'RemoveUserAccount',
  action: removeUserAccount,
  manner: 'removing',
  verb: 'Unlink user',
  rowKey: list.rowKey,
  rowName: ({ userName, accountHandle }) => `${userName}, ${accountHandle}`,
  lookup: ({ userId, userName, accountId, accountHandle }) => ({
    accountId,
    accountHandle,
    userId,
    userName,
  }),
  request: ({ userId, userName, accountId, accountHandle }) => ({
    accountId,
    accountHandle,
    userId,
    userName,
  }),
  happens: ({ userName, userId, accountId, accountHandle }) => (
    <>
      <strong>{userName}</strong> (user {userId}) loses access to account{' '}
      <strong>
        {accountId}, {accountHandle}
      </strong>
      .
    </>
  ),
  stays: ({ otherAccounts, otherUsers }) => [
    'The user and the account, neither of which can be deleted',
    `The user’s links to ${counted(otherAccounts, 'other account', 'other accounts')}`,
    `The account’s links to ${counted(otherUsers, 'other user', 'other users')}`,
  ],
  warnings: ({ warnings, userName, accountHandle }) =>
    warnings.map(
      (warning) =>
        ({
          default_account: `It is the default account of ${userName}, who has none afterwards.`,
          last_user: `${userName} is the last user of ${accountHandle}: nobody will be able to use the account.`,
        })[warning],
    ),
  confirmation: ({ accountHandle }) => ({ label: 'Handle of the account', name: accountHandle }),
  done: ({ userName, accountId, accountHandle }) =>
    `${userName} no longer has access to account ${accountId}, ${accountHandle}.`,
  isSelf: () => false,
};

/** Users and the accounts that they may use. */
export function AccountLinksList({ mayRemove }: { mayRemove: boolean }) {
  return <RemovableList list={list} removal={accountRemoval} mayRemove={mayRemove} />;
}
