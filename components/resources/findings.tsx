'use client';

import Link from 'next/link';
import type { Finding, FindingRow } from '@/domain/overview/types';
import type { SearchKind } from '@/domain/search/types';
import type { Column, ListResource } from '../list/list-resource';
import { ResourceList } from '../list/resource-list';
import { SelectableList } from '../selection/selectable-list';
import { FINDING_LABELS } from '../ui/finding-labels';
import { heldWords } from '../ui/held-words';
import { NameLink } from '../ui/names';
import { Timestamp } from '../ui/timestamp';

const NOUNS: Record<SearchKind, { one: string; many: string }> = {
  person: { one: 'person', many: 'people' },
  oms: { one: 'OMS', many: 'OMSs' },
  account: { one: 'account', many: 'accounts' },
  company: { one: 'company', many: 'companies' },
};

const column = {
  holds: { header: 'Still holds', cell: ({ holds }) => heldWords(holds, 'Nothing') },
  accounts: { header: 'Accounts', cell: ({ holds }) => heldWords(holds, 'No accounts') },
  roles: { header: 'Roles', cell: ({ holds }) => heldWords(holds, 'No roles') },
  lastSignIn: {
    header: 'Last sign-in',
    isNamed: true,
    width: 12,
    cell: ({ lastSignIn }) => lastSignIn && <Timestamp at={lastSignIn} />,
  },
  lastChange: {
    header: 'Last change',
    isNamed: true,
    width: 12,
    cell: ({ lastChange }) =>
      lastChange && (
        <Link href={`/audit/${lastChange.seq}`} prefetch={false}>
          <Timestamp at={lastChange.at} />
        </Link>
      ),
  },
} satisfies Record<string, Column<FindingRow>>;

const beside = (header: string): Column<FindingRow> => ({
  header,
  cell: (row) => row.beside && <NameLink {...row.beside} />,
});

const COLUMNS: Record<Finding, Column<FindingRow>[]> = {
  'blocked-with-access': [column.holds],
  'omses-without-operator': [column.accounts],
  'omses-with-one-operator': [beside('Operator'), column.accounts],
  'accounts-without-user': [beside('OMS')],
  'companies-without-co-admin': [column.roles],
  'companies-with-one-co-admin': [beside('CoAdmin'), column.roles],
  'companies-with-blocked-co-admins': [column.roles],
};

function listOf(finding: Finding, seesLog: boolean): ListResource<FindingRow> {
  const { kind } = FINDING_LABELS[finding];
  return {
    list: finding,
    noun: NOUNS[kind],
    searchHint: 'Search by name or id',
    rowKey: ({ id }) => String(id),
    exports: [],
    usual: { sort: 'name', direction: 'asc' },
    filters: [],
    columns: [
      { header: 'Name', sort: 'name', cell: ({ id, name }) => <NameLink kind={kind} name={name} id={id} /> },
      ...COLUMNS[finding],
      ...(seesLog && kind === 'person' ? [column.lastSignIn] : []),
      ...(seesLog ? [column.lastChange] : []),
    ],
    empty: 'Nothing of this kind needs attention.',
  };
}

interface Props {
  finding: Finding;
  /** Whether the actor may see every change and sign-in. */
  seesLog: boolean;
}

/** All rows of a finding. People can be selected, to remove all their access at once. */
export function FindingList({ finding, seesLog }: Props) {
  const resource = listOf(finding, seesLog);
  return FINDING_LABELS[finding].kind === 'person' ? (
    <SelectableList
      resource={resource}
      rowName={({ name }) => name}
      fetchPart={() => import('../people/selected-people').then((part) => part.SelectedPeople<FindingRow>)}
    />
  ) : (
    <ResourceList resource={resource} />
  );
}
