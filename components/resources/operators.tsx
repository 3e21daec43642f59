'use client';

import { removeOperatorOms } from '@/console/actions/removals';
import type { OperatorOmsFacts, OperatorRow } from '@/domain/operators/types';
import type { ListResource } from '../list/list-resource';
import type { RemovalResource } from '../removal/removal-resource';
import { Badge } from '../ui/badge';
import { Name } from '../ui/name';
import { confirmationOf, nameOf } from '../ui/named';
import { counted, NameLink, OthersCount, PersonName } from '../ui/names';
import { sentence } from '../ui/sentence';
import { RESOURCES } from './config';
import { RemovableList } from './removable-list';

const list: ListResource<OperatorRow> = {
  list: 'operators',
  noun: { one: 'assignment', many: 'assignments' },
  searchHint: 'Search operator or OMS, by name or id',
  rowKey: ({ operatorId, omsId }) => `${operatorId} ${omsId}`,
  exports: RESOURCES.operators.export.formats,
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
      cell: ({ omsName, omsId, isDefault }) => (
        <>
          <NameLink kind="oms" name={omsName} id={omsId} /> {isDefault && <Badge>Default OMS</Badge>}
        </>
      ),
    },
    {
      header: 'Can stand in',
      width: 10,
      cell: ({ otherOperators }) => (
        <OthersCount count={otherOperators} one="other" many="others" alone="Nobody else" />
      ),
    },
  ],
  empty: 'Operators who manage an OMS will appear here.',
};

type AssignmentNames = Pick<OperatorRow, 'operatorId' | 'operatorName' | 'omsId' | 'omsName'>;

const operatorOf = ({ operatorId, operatorName }: AssignmentNames) =>
  nameOf({ kind: 'person', id: operatorId, name: operatorName });
const omsOf = ({ omsId, omsName }: AssignmentNames) => ({ kind: 'oms', id: omsId, name: omsName }) as const;
const omsNameOf = (assignment: AssignmentNames) => nameOf(omsOf(assignment));

export const operatorRemoval: RemovalResource<OperatorRow, OperatorOmsFacts> = {
  call: 'RemoveOperatorOMS',
  action: removeOperatorOms,
  mode: 'removing',
  verb: 'Unassign operator',
  shortVerb: 'Unassign',
  rowKey: list.rowKey,
  rowName: (row) => sentence`${operatorOf(row)}, ${omsNameOf(row)}`,
  previewRequest: ({ operatorId, omsId }) => ({ OperatorId: operatorId, OMSId: omsId }),
  request: ({ operatorId, omsId, isDefault }) => ({
    OperatorId: operatorId,
    OMSId: omsId,
    IsDefault: isDefault,
  }),
  happens: (facts) => (
    <>
      <strong>
        <Name>{operatorOf(facts)}</Name>
      </strong>{' '}
      (operator {facts.operatorId}) can no longer manage{' '}
      <strong>
        OMS {facts.omsId}, <Name>{omsNameOf(facts)}</Name>
      </strong>
      .
    </>
  ),
  stays: ({ otherOmses }) => [
    'The Operator permission',
    'The user and the sign-in',
    otherOmses === 0 ? 'No other OMS: this is the only one' : counted(otherOmses, 'other OMS', 'other OMSs'),
  ],
  warnings: (facts) =>
    facts.warnings.map(
      (warning) =>
        ({
          default_oms: sentence`Also clears the default OMS of ${operatorOf(facts)}.`,
          last_operator: sentence`${operatorOf(facts)} is the last operator of ${omsNameOf(facts)}. A SUPERUSER can assign another.`,
          self: 'This is you: you will no longer manage this OMS.',
        })[warning],
    ),
  confirmation: (facts) => confirmationOf('Name of the OMS', omsOf(facts)),
  done: (facts) => sentence`${operatorOf(facts)} unassigned from ${omsNameOf(facts)}`,
  together: (facts) => ({ what: 'operators unassigned', from: sentence`${omsNameOf(facts)}` }),
  isSelf: ({ warnings }) => warnings.includes('self'),
};

/** Operators and their OMSs. */
export function OperatorsList({ mayRemove }: { mayRemove: boolean }) {
  return <RemovableList list={list} removal={operatorRemoval} mayRemove={mayRemove} />;
}
