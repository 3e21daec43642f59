'use client';

import { Button, Group, Modal, Text } from '@mantine/core';
import { useInterval, useWindowEvent } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { ApiError } from '../data/fetch-json';
import { refetchAll, sessionOptions, touchSession } from '../data/queries';
import { tabNow } from '../data/tab';
import { useOtherUser } from '../data/use-other-user';
import { OtherUserNotice } from './other-user-notice';

/** A warning comes this long before the end. */
const WARN_SECONDS = 120;
/** Activity is reported at most this often, and the server is asked again at most this often. */
const REPORT_MS = 60_000;
const ASK_MS = 15_000;

/** Tabs of this browser tell each other here by which session they have just been opened. */
const CHANNEL = 'access-console.session';

/**
 * Keeps the session's clock: tells the server that somebody is there, and warns before an idle session ends. Only
 * a person's own doing counts as activity, what the page fetches by itself does not. It also sees to it that the page
 * stays with the user it was made for.
 */
export function SessionWatch() {
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(sessionOptions);
  const [now, setNow] = useState(() => Date.now());
  useInterval(() => setNow(Date.now()), 1_000, { autoInvoke: true });
  const reportedAt = useRef(now);
  const askedAt = useRef(0);

  const hasEnded = error instanceof ApiError && error.status === 401;
  const age = data ? Math.max(0, now - data.askedAt) / 1_000 : 0;
  const left = data
    ? Math.ceil(Math.min(data.idleSeconds, data.totalSeconds) - age)
    : Number.POSITIVE_INFINITY;
  const isDue = !hasEnded && left <= WARN_SECONDS;
  // What was heard long ago is asked again before it is said. Only where no answer comes it has to do.
  const isWarning = isDue && (age * 1_000 < 2 * ASK_MS || error !== null);

  // Another tab may have been in use, or somebody ended the session: the server knows.
  useEffect(() => {
    if (!isDue || now - askedAt.current < ASK_MS) return;
    askedAt.current = now;
    refetch();
  }, [isDue, now, refetch]);

  // Whoever signed in in another tab opened a page there.
  useEffect(() => {
    const channel = new BroadcastChannel(CHANNEL);
    channel.postMessage(tabNow().owner?.sessionId);
    channel.addEventListener('message', ({ data: sessionId }) => {
      if (sessionId !== tabNow().owner?.sessionId) refetch();
    });
    return () => channel.close();
  }, [refetch]);

  const otherUser = useOtherUser();
  const wasOtherUser = useRef(false);
  // What was refused meanwhile is asked for again.
  useEffect(() => {
    if (wasOtherUser.current && otherUser === null) refetchAll(client);
    wasOtherUser.current = otherUser !== null;
  }, [client, otherUser]);

  const report = async () => {
    reportedAt.current = Date.now();
    const ends = await touchSession().catch(() => null);
    if (ends) client.setQueryData(sessionOptions.queryKey, ends);
    else await refetch();
    setNow(Date.now());
  };
  const onActivity = () => {
    if (!isWarning && !hasEnded && otherUser === null && Date.now() - reportedAt.current >= REPORT_MS)
      report();
  };
  useWindowEvent('pointerdown', onActivity);
  useWindowEvent('keydown', onActivity);
  useWindowEvent('wheel', onActivity, { passive: true });

  return (
    <>
      <OtherUserNotice otherUser={otherUser} />
      <Modal
        stackId="session"
        opened={otherUser === null && (isWarning || hasEnded)}
        onClose={() => !hasEnded && report()}
        withCloseButton={false}
        closeOnClickOutside={false}
        title={hasEnded ? 'Your session has ended' : 'Are you still there?'}
        centered
        transitionProps={{ duration: 0 }}
      >
        <Text>{hasEnded ? 'Sign in again to go on.' : endWords(left)}</Text>
        <Group justify="flex-end" mt="lg">
          {hasEnded ? (
            <Button component="a" href="/sign-in" target="_blank" data-autofocus>
              Sign in in a new tab
            </Button>
          ) : (
            <Button onClick={report} data-autofocus>
              Stay signed in
            </Button>
          )}
        </Group>
      </Modal>
    </>
  );
}

/** By the minute, so that nobody is read a countdown. */
function endWords(left: number): string {
  const minutes = Math.ceil(left / 60);
  const when = minutes <= 1 ? 'in less than a minute' : `in about ${minutes} minutes`;
  return `Without a sign of life your session ends ${when}.`;
}
