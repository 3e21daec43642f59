'use client';

import { Button, Group, Modal, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { ApiError } from '../data/fetch-json';
import { sessionOptions, touchSession } from '../data/queries';

/** A warning comes this long before the idle end. */
const WARN_MS = 120_000;
/** Activity is reported at most this often. */
const REPORT_MS = 60_000;
const ACTIVITY = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const;

/**
 * Keeps the session's clock: tells the server that somebody is there, and warns before an idle session ends.
 * Only a person's own doing counts as activity, what the page fetches by itself does not.
 */
export function SessionWatch() {
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(sessionOptions);
  const [isWarning, setWarning] = useState(false);
  const hasEnded = error instanceof ApiError && error.status === 401;

  const report = useCallback(async () => {
    const ends = await touchSession().catch(() => null);
    if (ends) client.setQueryData(sessionOptions.queryKey, ends);
    else await refetch();
    setWarning(false);
  }, [client, refetch]);

  useEffect(() => {
    let reportedAt = Date.now();
    const onActivity = () => {
      if (isWarning || Date.now() - reportedAt < REPORT_MS) return;
      reportedAt = Date.now();
      report();
    };
    for (const event of ACTIVITY) addEventListener(event, onActivity, { passive: true });
    return () => {
      for (const event of ACTIVITY) removeEventListener(event, onActivity);
    };
  }, [isWarning, report]);

  useEffect(() => {
    if (!data) return;
    const warnIn = Date.parse(data.idleAt) - Date.now() - WARN_MS;
    const timer = setTimeout(
      async () => {
        // Another tab may have been in use: the server knows.
        const latest = (await refetch()).data;
        if (latest) setWarning(Date.parse(latest.idleAt) - Date.now() <= WARN_MS);
      },
      Math.max(warnIn, 1_000),
    );
    return () => clearTimeout(timer);
  }, [data, refetch]);

  const end = data ? new Date(data.idleAt) : null;
  return (
    <Modal
      opened={isWarning || hasEnded}
      onClose={() => report()}
      withCloseButton={false}
      closeOnEscape={!hasEnded}
      closeOnClickOutside={false}
      title={hasEnded ? 'Your session has ended' : 'Are you still there?'}
      centered
      transitionProps={{ duration: 0 }}
    >
      <Text>
        {hasEnded
          ? 'Sign in again to go on.'
          : `Without a sign of life your session ends at ${end?.toLocaleTimeString() ?? ''}.`}
      </Text>
      <Group justify="flex-end" mt="lg">
        {hasEnded ? (
          <Button component="a" href="/sign-in" target="_blank" data-autofocus>
            Sign in in a new tab
          </Button>
        ) : (
          <Button onClick={() => report()} data-autofocus>
            Stay signed in
          </Button>
        )}
      </Group>
    </Modal>
  );
}
