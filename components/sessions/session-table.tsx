'use client';

import { Button } from '@mantine/core';
import { useState } from 'react';
import { endSession } from '@/console/actions/own-sessions';
import { DOOR_LABELS } from '@/domain/call/types';
import type { OwnSession } from '@/domain/sessions/types';
import { focusAfterRow } from '../confirm/focus-after-row';
import type { Column } from '../list/list-resource';
import { ListTable, type TableResource } from '../list/list-table';
import { Badge } from '../ui/badge';
import { Name } from '../ui/name';
import { inUtc, Timestamp } from '../ui/timestamp';
import type { useEnding } from './use-ending';

const address: Column<OwnSession> = {
  header: 'Address',
  width: 8.5,
  cell: (session) => session.address ?? 'Not known',
};

const resource: TableResource<OwnSession> = {
  noun: { one: 'session', many: 'sessions' },
  rowKey: ({ id }) => id,
  usual: { sort: 'last used', direction: 'desc' },
  columns: [
    { header: 'Device', cell: ({ device }) => <Name>{device}</Name> },
    { header: 'Via', width: 6, cell: ({ door }) => DOOR_LABELS[door] },
    address,
    { header: 'Signed in', isNamed: true, width: 12, cell: ({ createdAt }) => <Timestamp at={createdAt} /> },
    {
      header: 'Last used',
      isNamed: true,
      width: 12,
      cell: ({ lastSeenAt }) => <Timestamp at={lastSeenAt} />,
    },
  ],
};

/** Without a trusted proxy the console knows no addresses, and the column would be empty. */
const withoutAddress = { ...resource, columns: resource.columns.filter((column) => column !== address) };

/** The sessions, each with its button; the current one is marked instead. */
export function SessionTable(props: { sessions: OwnSession[]; ending: ReturnType<typeof useEnding> }) {
  const { sessions, ending } = props;
  const [endingId, setEndingId] = useState<string | null>(null);
  const areAddressesKnown = sessions.some((session) => session.address !== null);

  const rowAction = (session: OwnSession) => {
    if (session.isCurrent) {
      return <Badge>This session</Badge>;
    }
    const { id, device, createdAt } = session;
    const words = ending.isPending && id === endingId ? 'Ending…' : 'End session';
    return (
      <Button
        data-removal
        variant="default"
        size="compact-sm"
        disabled={ending.isPending}
        aria-label={`${words}: ${device}, signed in ${inUtc(createdAt)}`}
        onClick={(event) => {
          setEndingId(id);
          ending.end({
            action: endSession,
            request: { sessionId: id },
            done: `The session of ${device} has ended.`,
            onDone: focusAfterRow(event.currentTarget),
          });
        }}
      >
        {words}
      </Button>
    );
  };
  return (
    <ListTable
      resource={areAddressesKnown ? resource : withoutAddress}
      rows={sessions}
      rowAction={rowAction}
    />
  );
}
