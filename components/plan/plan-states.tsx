'use client';

import { Table } from '@mantine/core';
import classes from './plan.module.css';
import type { StateChange } from './plan-item';

/** More names than these are counted, not listed. */
const LISTED = 6;

const inWords = (names: string[]) => {
  if (names.length === 0) return 'None';
  const more = names.length - LISTED;
  return more > 0 ? `${names.slice(0, LISTED).join(', ')} and ${more} more` : names.join(', ');
};

/** What somebody has now, and what he would have afterwards: only the kinds of which something changes. */
export function PlanStates({ changes }: { changes: StateChange[] }) {
  if (changes.length === 0) return null;
  return (
    <Table className={classes.states}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Access</Table.Th>
          <Table.Th>Now</Table.Th>
          <Table.Th>Afterwards</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {changes.map(({ label, now, afterwards }) => (
          <Table.Tr key={label}>
            <Table.Th scope="row">{label}</Table.Th>
            <Table.Td>{inWords(now)}</Table.Td>
            <Table.Td fw={600}>{inWords(afterwards)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
