'use client';

import { removeUserAccount } from '@/console/actions/removals';
import type { AccountLinkRow, UserAccountFacts } from '@/domain/user-accounts/types';
import type { ListResource } from '../list/list-resource';
import type { RemovalResource } from '../removal/removal-resource';
import { Badge } from '../ui/badge';
import { Name } from '../ui/name';
import { confirmationOf, nameOf } from '../ui/named';
import { counted, NameLink, OthersCount, PersonName } from '../ui/names';
import { sentence } from '../ui/sentence';
import { RESOURCES } from './config';
import { RemovableList } from './removable-list';

const list: ListResource<AccountLinkRow> = {
  list: 'account-links',
  noun: { one: 'link', many: 'links' },
  searchHint: 'Search user or account, by name or id',
  rowKey: ({ userId, accountId }) => `${userId} ${accountId}`,
  exports: RESOURCES['account-links'].export.formats,
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
          <NameLink kind="account" name={accountHandle} id={accountId} />{' '}
          {isDefault && <Badge>Default account</Badge>}
        </>
      ),
    },
    {
      header: 'OMS',
      cell: ({ omsName, omsId }) => <NameLink kind="oms" name={omsName} id={omsId} />,
    },
    {
      header: 'Also linked',
      width: 10,
      cell: ({ otherUsers }) => (
        <OthersCount count={otherUsers} one="other" many="others" alone="Nobody else" />
      ),
    },
  ],
  empty: 'Users who may trade on an account will appear here.',
};

type LinkNames = Pick<AccountLinkRow, 'userId' | 'userName' | 'accountId' | 'accountHandle'>;

const userOf = ({ userId, userName }: LinkNames) => nameOf({ kind: 'person', id: userId, name: userName });
const accountOf = ({ accountId, accountHandle }: LinkNames) =>
  ({ kind: 'account', id: accountId, name: accountHandle }) as const;
const requestOf = ({ userId, userName, accountId, accountHandle }: LinkNames) => ({
  accountId,
  accountHandle,
  userId,
  userName,
});
const handleOf = (link: LinkNames) => nameOf(accountOf(link));

export const accountRemoval: RemovalResource<AccountLinkRow, UserAccountFacts> = {
  call: 'RemoveUserAccount',
  action: removeUserAccount,
  mode: 'removing',
  verb: 'Unlink user',
  shortVerb: 'Unlink',
  rowKey: list.rowKey,
  rowName: (link) => sentence`${userOf(link)}, ${handleOf(link)}`,
  previewRequest: requestOf,
  request: requestOf,
  happens: (facts) => (
    <>
      <strong>
        <Name>{userOf(facts)}</Name>
      </strong>{' '}
      (user {facts.userId}) loses access to account{' '}
      <strong>
        {facts.accountId}, <Name>{handleOf(facts)}</Name>
      </strong>
      .
    </>
  ),
  stays: ({ otherAccounts, otherUsers }) => [
    'The user and the account, neither of which can be deleted',
    `The user’s links to ${counted(otherAccounts, 'other account', 'other accounts')}`,
    `The account’s links to ${counted(otherUsers, 'other user', 'other users')}`,
  ],
  warnings: (facts) =>
    facts.warnings.map(
      (warning) =>
        ({
          default_account: sentence`Also clears the default account of ${userOf(facts)}.`,
          last_user: sentence`${userOf(facts)} is the last user of ${handleOf(facts)}: nobody will be able to use the account.`,
        })[warning],
    ),
  confirmation: (facts) => confirmationOf('Handle of the account', accountOf(facts)),
  done: (facts) => sentence`${userOf(facts)} unlinked from ${handleOf(facts)}`,
  together: (facts) => ({ what: 'users unlinked', from: sentence`${handleOf(facts)}` }),
  isSelf: () => false,
};

/** Users and the accounts that they may use. */
export function AccountLinksList({ mayRemove }: { mayRemove: boolean }) {
  return <RemovableList list={list} removal={accountRemoval} mayRemove={mayRemove} />;
}
