'use client';

import { useQuery } from '@tanstack/react-query';
import { accountOptions } from '../data/queries';
import { useListParams } from '../list/use-list-params';
import { Name } from '../ui/name';
import { nameOf } from '../ui/named';
import { PageTitle } from '../ui/page-title';
import { ObjectHead } from './object-head';
import { peopleWords } from './people-words';
import { useListTitle } from './use-list-title';

/** The head of the list of account links: about one account when the list shows only its users. */
export function AccountLinksHead() {
  const { account: id } = useListParams().params;
  const { data: account, isLoading } = useQuery({ ...accountOptions(id ?? 0), enabled: id !== null });
  const name = id === null || !account ? null : nameOf({ kind: 'account', id, name: account.handle });
  useListTitle('Account links', isLoading ? undefined : name);
  if (id === null || !account || name === null) {
    return (
      <PageTitle title="Account links">
        Who may use which account. Unlinking breaks the link; user and account always stay.
      </PageTitle>
    );
  }
  const { users, ableUsers, omsId, omsName, lastRemoval } = account;
  return (
    <ObjectHead
      list={{ label: 'Account links', href: '/account-links' }}
      name={name}
      history={`/audit?account=${id}`}
      chip={peopleWords({ all: users, able: ableUsers, one: 'user', many: 'users' })}
      leftAlone={
        ableUsers > 0
          ? null
          : {
              words:
                users === 0 ? 'Nobody can use this account.' : 'Nobody who can sign in can use this account.',
              verb: 'unlinked',
              removal: lastRemoval,
              otherwise: 'Linking is done through the API by an Operator: AddUserAccount.',
            }
      }
    >
      Account {id} · OMS <Name>{nameOf({ kind: 'oms', id: omsId, name: omsName })}</Name>
    </ObjectHead>
  );
}
