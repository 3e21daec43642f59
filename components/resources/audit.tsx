'use client';

import { Anchor, Text } from '@mantine/core';
import Link from 'next/link';
import { AUDITED_CALLS, type AuditRow } from '@/domain/audit-entries/types';
import { REASONS } from '@/domain/call/types';
import type { ListParams } from '../list/list-params';
import type { ListResource } from '../list/list-resource';
import { ResourceList } from '../list/resource-list';
import { Name } from '../ui/name';
import { NameWithId } from '../ui/names';
import { OUTCOME_LABELS } from '../ui/outcome-labels';
import { Words } from '../ui/sentence';
import { Timestamp } from '../ui/timestamp';
import { RESOURCES } from './config';

const list: ListResource<AuditRow> = {
  list: 'audit',
  noun: { one: 'entry', many: 'entries' },
  searchHint: 'Search who or what, by name or id',
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
      name: 'call',
      label: 'Call',
      options: AUDITED_CALLS.map((call) => ({ value: call, label: call })),
    },
    { name: 'actor', label: 'By', list: 'people' },
    { name: 'subject', label: 'Affected person', list: 'people' },
    { name: 'company', label: 'Company', list: 'companies' },
    { name: 'from', label: 'From (UTC)' },
    { name: 'to', label: 'To (UTC)' },
  ],
  columns: [
    { header: 'When', width: 11, sort: 'time', cell: ({ at }) => <Timestamp at={at} /> },
    {
      header: 'By',
      width: 10,
      cell: ({ actorName, actorId }) => <NameWithId kind="person" name={actorName} id={actorId} />,
    },
    {
      header: 'What',
      cell: ({ seq, call, target }) => (
        <div>
          <Anchor component={Link} href={`/audit/${seq}`} prefetch={false} inherit>
            <Words of={target} />
          </Anchor>
          <Text size="xs" c="dimmed">
            {call}
          </Text>
        </div>
      ),
    },
    {
      header: 'Outcome',
      width: 14,
      cell: ({ outcome, detail }) => (
        <div>
          <Text span inherit fw={500} c={OUTCOME_LABELS[outcome].color}>
            {OUTCOME_LABELS[outcome].label}
          </Text>
          {detail && (
            <Text size="xs" c="dimmed">
              <Words of={detail} />
            </Text>
          )}
        </div>
      ),
    },
    {
      header: 'Reason',
      width: 9,
      cell: ({ reasonCode, reasonText }) =>
        reasonCode ? (
          <div>
            {REASONS[reasonCode]}
            {reasonText && (
              <Text size="xs" c="dimmed">
                <Name>{reasonText}</Name>
              </Text>
            )}
          </div>
        ) : (
          '–'
        ),
    },
  ],
  empty: 'Every attempt to remove, restore or change access will appear here.',
};

const withoutCompanies = { ...list, filters: list.filters.filter(({ name }) => name !== 'company') };

interface Props {
  /** Whether the actor may filter by company. */
  mayChooseCompany?: boolean;
  /** Fixed filters, such as the company or the person of the page. */
  only?: Pick<Partial<ListParams>, 'company' | 'subject'>;
}

/** The audit log, newest first, as far as the actor may see it. */
export function AuditList({ mayChooseCompany = false, only }: Props) {
  return <ResourceList resource={mayChooseCompany ? list : withoutCompanies} fixed={only} />;
}
