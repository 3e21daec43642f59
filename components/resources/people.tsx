'use client';

import { Text } from '@mantine/core';
import type { UserRow } from '@/domain/users/types';
import { isSeen } from '@/domain/values/characters';
import { type Column, type ListResource, SIGN_IN_BLOCKED } from '../list/list-resource';
import { ResourceList } from '../list/resource-list';
import { Badge } from '../ui/badge';
import { heldWords } from '../ui/held-words';
import { Name } from '../ui/name';
import { PersonName } from '../ui/names';
import { Timestamp } from '../ui/timestamp';
import { You } from '../ui/you';

const person: Column<UserRow> = {
  header: 'Person',
  sort: 'name',
  cell: ({ name, id }) => (
    <>
      <PersonName name={name} id={id} />
      <You userId={id} />
    </>
  ),
};

const operator: Column<UserRow> = {
  header: 'Operator',
  cell: ({ operatorName, isOperator }) => {
    if (operatorName === null && !isOperator) return null;
    const shownName = isSeen(operatorName ?? '') ? (operatorName ?? '') : 'Operator';
    if (isOperator) return <Name>{shownName}</Name>;
    return (
      <Text span inherit c="dimmed">
        <Name>{shownName}</Name> (no permission)
      </Text>
    );
  },
};

const held: Column<UserRow> = { header: 'Holds', cell: (row) => heldWords(row, '–') };

const signIn: Column<UserRow> = {
  header: 'Sign-in',
  width: 9,
  cell: ({ isBlocked }) => isBlocked && <Badge tone="wrong">Sign-in blocked</Badge>,
};

const lastSignIn: Column<UserRow> = {
  header: 'Last sign-in',
  isNamed: true,
  width: 9,
  cell: ({ lastSignIn: at }) => at && <Timestamp at={at} isBrief />,
};

/** What the actor may see of people. */
interface Seen {
  operators: boolean;
  signIn: boolean;
  sessions: boolean;
}

const listOf = (seen: Seen): ListResource<UserRow> => ({
  list: 'users',
  noun: { one: 'person', many: 'people' },
  searchHint: seen.signIn ? 'Search by name, e-mail or id' : 'Search by user name or id',
  rowKey: ({ id }) => String(id),
  exports: [],
  usual: { sort: 'name', direction: 'asc' },
  filters: seen.signIn ? [SIGN_IN_BLOCKED] : [],
  columns: [
    person,
    ...(seen.operators ? [operator] : []),
    held,
    ...(seen.signIn ? [signIn] : []),
    ...(seen.sessions ? [lastSignIn] : []),
  ],
  empty: 'People whose access you can see will appear here.',
});

/** Everyone whom the actor may see, and what they hold. */
export function PeopleList(seen: Seen) {
  return <ResourceList resource={listOf(seen)} />;
}
