'use client';

import { removeOperatorOms } from '@/actions/removals';
import type { OperatorOmsFacts, OperatorRow } from '@/domain/operators/types';
import { Mark } from '../feedback/mark';
import type { ListResource } from '../list/list-resource';
import type { RemovalResource } from '../removal/removal-resource';
import { counted, NameLink, OthersCount, PersonName } from './names';
import { PLACES } from './places';
import { RemovableList } from './removable-list';

const list: ListResource<OperatorRow> = {
  list: 'operators',
  noun: { one: 'assignment', many: 'assignments' },
  searchHint: 'Search operator or OMS, by name or id',
  rowKey: ({ operatorId, omsId }) => `${operatorId} ${omsId}`,
  exports: ['csv'],
  usual: { sort: 'operator', direction: 'asc' },
  filters: [
    { name: 'user', label: 'Operator', list: 'people' },
    { name: 'oms', label: 'OMS', list: 'omses' },
  ],
  columns: [
    {
      header: 'Operator',
      sort: 'operator',
      cell: ({ operatorName, operatorId }) => <PersonName name={operatorName} id={operatorId} />,
    },
    {
      header: 'OMS',
      sort: 'oms',
      cell: ({ omsName, omsId }) => <NameLink name={omsName} id={omsId} href={PLACES.oms(omsId)} />,
    },
    {
      header: 'Default',
      width: 8,
      cell: ({ isDefault }) => (isDefault ? <Mark>Default OMS</Mark> : '–'),
    },
    {
      header: 'Others on this OMS',
      width: 12,
      cell: ({ otherOperators }) => (
        <OthersCount count={otherOperators} one="operator" many="operators" alone="Only operator" />
      ),
    },
  ],
  empty: 'Here stand the operators with the Order Management Systems that they manage.',
};

export const operatorRemoval: RemovalResource<OperatorRow, OperatorOmsFacts> = {
  call: 'RemoveOperatorOMS',
  action: removeOperatorOms,
  manner: 'removing',
  verb: 'Unassign operator',
  rowKey: list.rowKey,
  rowName: ({ operatorName, omsName }) => `${operatorName}, ${omsName}`,
  lookup: ({ operatorId, omsId }) => ({ OperatorId: operatorId, OMSId: omsId }),
  request: ({ operatorId, omsId, isDefault }) => ({
    OperatorId: operatorId,
    OMSId: omsId,
    IsDefault: isDefault,
  }),
  happens: ({ operatorName, operatorId, omsId, omsName }) => (
    <>
      <strong>{operatorName}</strong> (operator {operatorId}) can no longer manage{' '}
      <strong>
        OMS {omsId}, {omsName}
      </strong>
      .
    </>
  ),
  stays: ({ otherOmses }) => [
    'The Operator permission',
    'The user and the sign-in',
    otherOmses === 0 ? 'No other OMS: this is the only one' : counted(otherOmses, 'other OMS', 'other OMSs'),
  ],
  warnings: ({ warnings, omsName, operatorName }) =>
    warnings.map(
      (warning) =>
        ({
          default_oms: `It is the default OMS of ${operatorName}, who has none until another is named.`,
          last_operator: `${operatorName} is the last operator of ${omsName}. A SUPERUSER can assign another.`,
          self: 'This is you: you will no longer manage this OMS.',
        })[warning],
    ),
  confirmation: ({ omsName }) => ({ label: 'Name of the OMS', name: omsName }),
  done: ({ operatorName, omsName }) => `${operatorName} no longer manages ${omsName}.`,
  isSelf: ({ warnings }) => warnings.includes('self'),
};

/** Operators and their OMSs. */
export function OperatorsList({ mayRemove }: { mayRemove: boolean }) {
  return <RemovableList list={list} removal={operatorRemoval} mayRemove={mayRemove} />;
}
