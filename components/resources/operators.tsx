'use client';

import { removeOperatorOms } from '@/console/actions/removals';
import type { OperatorOmsFacts, OperatorRow } from '@/domain/operators/types';
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

const list: ListResource<OperatorRow> = {
  list: 'operators',
  noun: { one: 'assignment', many: 'assignments' },
  searchHint: 'Search operator or OMS, by name or id',
  rowKey: ({ operatorId, omsId }) => `${operatorId} ${omsId}`,
  exports: RESOURCES.operators.export.formats,
  usual: { sort: 'operator', direction: 'asc' },
  filters: [
    { name: 'isOnly', label: 'Only operator who can sign in', on: 'yes' },
    { name: 'isDefault', label: 'Default OMS', on: 'yes' },
    SIGN_IN_BLOCKED,
    { name: 'user', label: 'Operator', list: 'operator-people' },
    { name: 'oms', label: 'OMS', list: 'omses' },
  ],
  columns: [
    {
      header: 'Operator',
      sort: 'operator',
      cell: ({ operatorName, operatorId, signInBlocked, lacksPermission }) => (
        <PersonCell id={operatorId} name={operatorName} signInBlocked={signInBlocked}>
          {lacksPermission && <Badge>No Operator permission</Badge>}
        </PersonCell>
      ),
    },
    {
      header: 'OMS',
      sort: 'oms',
      cell: ({ omsName, omsId, isDefault }) => (
        <>
          <NameLink kind="oms" name={omsName} id={omsId} />
          {isDefault && <Badge>Default OMS</Badge>}
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
  about: {
    filter: 'oms',
    title: 'No operator is assigned',
    empty: 'Operators who manage this OMS will appear here.',
  },
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
  verbFor: (count) => `Unassign ${counted(count, 'operator', 'operators')}`,
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
      (operator {facts.operatorId}) will no longer manage{' '}
      <strong>
        <Name>{omsNameOf(facts)}</Name>
      </strong>{' '}
      (OMS {facts.omsId}).
    </>
  ),
  change: (facts) => oneOf('OMSs', omsNameOf(facts), facts.otherOmses),
  notAffected: 'the Operator permission, the user and their sign-in',
  notes: (facts) =>
    facts.warnings.includes('default_oms')
      ? [sentence`Also clears the default OMS of ${operatorOf(facts)}.`]
      : [],
  warnings: (facts) =>
    warningsOf(facts.warnings, {
      last_operator: {
        title: 'Last operator',
        about: `OMS ${facts.omsId}`,
        words: sentence`Nobody else will manage ${omsNameOf(facts)}. Another operator can be assigned through the API.`,
      },
      no_other_can_manage: {
        title: 'Others are blocked',
        about: `OMS ${facts.omsId}`,
        words: sentence`The other operators of ${omsNameOf(facts)} can’t sign in, or lack the Operator permission.`,
      },
      self: { title: 'This is you', words: 'You will no longer manage this OMS.' },
    }),
  confirmation: (facts) => confirmationOf('Name of the OMS', omsOf(facts)),
  done: (facts) => sentence`${operatorOf(facts)} unassigned from ${omsNameOf(facts)}`,
  together: (facts) => ({ what: 'operators unassigned', from: sentence`${omsNameOf(facts)}` }),
  isSelf: ({ warnings }) => warnings.includes('self'),
};

/** Operators and their OMSs. */
export function OperatorsList({ mayRemove }: { mayRemove: boolean }) {
  return <RemovableList list={list} removal={operatorRemoval} mayRemove={mayRemove} />;
}
