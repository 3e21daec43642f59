'use client';

import { useQuery } from '@tanstack/react-query';
import { omsOptions } from '../data/queries';
import { useListParams } from '../list/use-list-params';
import { nameOf } from '../ui/named';
import { PageTitle } from '../ui/page-title';
import { ObjectHead } from './object-head';
import { countWords, peopleWords } from './people-words';
import { useListTitle } from './use-list-title';

/** The head of the list of operators: about one OMS when the list shows only its operators. */
export function OperatorsHead() {
  const { oms: id } = useListParams().params;
  const { data: oms, isLoading } = useQuery({ ...omsOptions(id ?? 0), enabled: id !== null });
  const name = id === null || !oms ? null : nameOf({ kind: 'oms', ...oms });
  useListTitle('Operators', isLoading ? undefined : name);
  if (id === null || !oms || name === null) {
    return (
      <PageTitle title="Operators">
        Who manages which Order Management System. Unassigning keeps the permission and the user.
      </PageTitle>
    );
  }
  const { operators, ableOperators, accounts, lastRemoval } = oms;
  return (
    <ObjectHead
      list={{ label: 'Operators', href: '/operators' }}
      name={name}
      history={`/audit?oms=${id}`}
      chip={peopleWords({ all: operators, able: ableOperators, one: 'operator', many: 'operators' })}
      leftAlone={
        ableOperators > 0
          ? null
          : {
              words:
                operators === 0 ? 'Nobody manages this OMS.' : 'Nobody who can sign in manages this OMS.',
              verb: 'unassigned',
              removal: lastRemoval,
              otherwise: 'Assigning is done through the API by an Operator: AddOperatorOMS.',
            }
      }
    >
      OMS {id} ·{' '}
      {accounts === 0
        ? 'no account trades here'
        : `${countWords(accounts)} ${accounts === 1 ? 'account trades' : 'accounts trade'} here`}
    </ObjectHead>
  );
}
