'use client';

import { Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { MAX_SESSIONS } from '@/domain/sessions/types';
import { ownSessionsOptions } from '../data/queries';
import { EndOthers } from './end-others';
import { EndingFailure } from './ending-failure';
import { SessionTable } from './session-table';
import { useEnding } from './use-ending';

/** The actor's own sessions, with buttons that end one of them or all others. */
export function OwnSessions() {
  const { data } = useQuery(ownSessionsOptions);
  const ending = useEnding();
  if (!data) return null;
  const { sessions } = data;
  const others = sessions.filter(({ isCurrent }) => !isCurrent).length;
  return (
    <section aria-label="Open sessions">
      <Group justify="space-between" gap="xs" my="sm" mih={36}>
        <Text size="sm" c="dimmed">
          {othersWords(others, sessions.length)}
        </Text>
        <EndOthers areThere={others > 0} />
      </Group>
      {ending.failure && <EndingFailure failure={ending.failure} />}
      <SessionTable sessions={sessions} ending={ending} />
    </section>
  );
}

function othersWords(others: number, listed: number): string {
  if (others === 0) return 'This is your only session.';
  if (listed >= MAX_SESSIONS) return `The ${MAX_SESSIONS} sessions that were used last.`;
  return `${others} other ${others === 1 ? 'session' : 'sessions'}.`;
}
