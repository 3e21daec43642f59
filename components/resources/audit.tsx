'use client';

import { Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { ACTIONS, AUDITED_CALLS, type AuditRow } from '@/domain/audit-entries/types';
import classes from '../audit/audit-toolbar.module.css';
import { DayPresets } from '../audit/day-presets';
import { EntryRows } from '../audit/entry-rows';
import { LogPresets } from '../audit/log-presets';
import type { ListParams } from '../list/list-params';
import type { ListResource } from '../list/list-resource';
import { ResourceList } from '../list/resource-list';
import { OUTCOME_LABELS } from '../ui/outcome-labels';
import { Timestamp } from '../ui/timestamp';
import { RESOURCES } from './config';

const list: ListResource<AuditRow> = {
  list: 'audit',
  noun: { one: 'entry', many: 'entries' },
  searchHint: 'Search people, reasons, actions…',
  rowKey: ({ seq }) => seq,
  exports: RESOURCES.audit.export.formats,
  usual: { sort: 'time', direction: 'desc' },
  filters: [
    {
      name: 'outcome',
      label: 'Outcome',
      options: Object.entries(OUTCOME_LABELS).map(([value, { label }]) => ({ value, label })),
    },
    {
      name: 'kind',
      label: 'Kind',
      options: [
        { value: 'removal', label: 'Removals' },
        { value: 'restore', label: 'Restored' },
      ],
    },
    {
      name: 'call',
      label: 'Action',
      options: AUDITED_CALLS.map((call) => ({ value: call, label: ACTIONS[call] })),
    },
    { name: 'actor', label: 'By', list: 'people' },
    { name: 'subject', label: 'Affected person', list: 'people' },
    { name: 'company', label: 'Company', list: 'companies' },
    { name: 'oms', label: 'OMS', list: 'omses' },
    { name: 'account', label: 'Account', list: 'accounts' },
    { name: 'entries', label: 'Entries' },
    { name: 'from', label: 'From' },
    { name: 'to', label: 'To' },
  ],
  // The rows are sentences. The column is what the list can be ordered by.
  columns: [{ header: 'When', sort: 'time', cell: ({ at }) => <Timestamp at={at} /> }],
  empty: 'Every attempt to remove, restore or change access will appear here.',
};

type Choice = 'company' | 'oms' | 'account';
const CHOICES: readonly string[] = ['company', 'oms', 'account'] satisfies Choice[];

interface Props {
  /** By which of these things the actor may filter. */
  choices?: readonly Choice[];
  /** Fixed filters, such as the company or the person of the page. */
  only?: Pick<Partial<ListParams>, 'company' | 'subject'>;
  /** The state of the log, beside the presets. */
  status?: ReactNode;
}

/** The audit log, newest first, as far as the actor may see it. */
export function AuditList({ choices = [], only, status }: Props) {
  const chosen: readonly string[] = choices;
  const filters = list.filters.filter(({ name }) => !CHOICES.includes(name) || chosen.includes(name));
  return (
    <>
      <div className={classes.bar}>
        <Group gap="xs">
          <DayPresets />
          <LogPresets />
        </Group>
        {status}
      </div>
      <ResourceList
        resource={{ ...list, filters }}
        fixed={only}
        renderRows={(shown) => <EntryRows {...shown} columns={list.columns} usual={list.usual} />}
      />
    </>
  );
}
