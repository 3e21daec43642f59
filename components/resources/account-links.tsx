'use client';

import { removeUserAccount } from '@/console/actions/removals';
import type { AccountLinkRow, UserAccountFacts } from '@/domain/user-accounts/types';
import { warningsOf } from '../confirm/warnings-of';
import { type ListResource, SIGN_IN_BLOCKED } from '../list/list-resource';
import type { RemovalResource } from '../removal/removal-resource';
import { Badge } from '../ui/badge';
import { Name } from '../ui/name';
import { confirmationOf, nameOf } from '../ui/named';
import { counted, NameLink, OthersCount } from '../ui/names';
import { sentence } from '../ui/sentence';
import { oneOf } from '../ui/state-changes';
import { RESOURCES } from './config';
import { PersonCell } from './person-cell';
import { RemovableList } from './removable-list';

const list: ListResource<AccountLinkRow> = {
  list: 'account-links',
  noun: { one: 'link', many: 'links' },
  searchHint: 'Search user or account, by name or id',
  rowKey: ({ userId, accountId }) => `${userId} ${accountId}`,
  exports: RESOURCES['account-links'].export.formats,
  usual: { sort: 'user', direction: 'asc' },
  filters: [
    { name: 'isOnly', label: 'Only user who can sign in', on: 'yes' },
    { name: 'isDefault', label: 'Default account', on: 'yes' },
    SIGN_IN_BLOCKED,
    { name: 'user', label: 'Person', list: 'people' },
    { name: 'account', label: 'Account', list: 'accounts' },
    { name: 'oms', label: 'OMS', list: 'omses' },
  ],
  columns: [
    {
      header: 'Person',
      sort: 'user',
      cell: ({ userName, userId, signInBlocked }) => (
        <PersonCell id={userId} name={userName} signInBlocked={signInBlocked} />
      ),
    },
    {
      header: 'Account',
      sort: 'account',
      cell: ({ accountHandle, accountId, isDefault }) => (
        <>
          <NameLink kind="account" name={accountHandle} id={accountId} />
          {isDefault && <Badge>Default account</Badge>}
        </>
      ),
    },
    {
      header: 'OMS',
      cell: ({ omsName, omsId }) => <NameLink kind="oms" name={omsName} id={omsId} />,
    },
    {
      header: 'Can also use it',
      width: 10,
      cell: ({ otherUsers }) => (
        <OthersCount count={otherUsers} one="other" many="others" alone="Nobody else" />
      ),
    },
  ],
  empty: 'Users who may trade on an account will appear here.',
  about: {
    filter: 'account',
    title: 'No user is linked',
    empty: 'Users who may trade on this account will appear here.',
  },
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
  verbFor: (count) => `Unlink ${counted(count, 'user', 'users')}`,
  rowKey: list.rowKey,
  rowName: (link) => sentence`${userOf(link)}, ${handleOf(link)}`,
  previewRequest: requestOf,
  request: requestOf,
  happens: (facts) => (
    <>
      <strong>
        <Name>{userOf(facts)}</Name>
      </strong>{' '}
      (user {facts.userId}) will no longer have access to{' '}
      <strong>
        <Name>{handleOf(facts)}</Name>
      </strong>{' '}
      (account {facts.accountId}).
    </>
  ),
  change: (facts) => oneOf('Accounts', handleOf(facts), facts.otherAccounts),
  notAffected: 'the user, the account and the account’s other users',
  notes: (facts) =>
    facts.warnings.includes('default_account')
      ? [sentence`Also clears the default account of ${userOf(facts)}.`]
      : [],
  warnings: (facts) =>
    warningsOf(facts.warnings, {
      last_user: {
        title: 'Last user',
        about: `account ${facts.accountId}`,
        words: sentence`Nobody else will be able to use ${handleOf(facts)}.`,
      },
      no_user_can_sign_in: {
        title: 'Others are blocked',
        about: `account ${facts.accountId}`,
        words: sentence`None of the remaining users of ${handleOf(facts)} can sign in.`,
      },
    }),
  confirmation: (facts) => confirmationOf('Handle of the account', accountOf(facts)),
  done: (facts) => sentence`${userOf(facts)} unlinked from ${handleOf(facts)}`,
  together: (facts) => ({ what: 'users unlinked', from: sentence`${handleOf(facts)}` }),
  isSelf: () => false,
};

/** Users and the accounts that they may use. */
export function AccountLinksList({ mayRemove }: { mayRemove: boolean }) {
  return <RemovableList list={list} removal={accountRemoval} mayRemove={mayRemove} />;
}
