'use client';

import { Button, Group, Text } from '@mantine/core';
import { useInterval, useWindowEvent } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { ApiError } from '../data/fetch-json';
import { refetchAll, sessionOptions, touchSession } from '../data/queries';
import { tabNow } from '../data/tab';
import { useOtherUser } from '../data/use-other-user';
import { ConsoleModal } from '../ui/console-modal';
import { OtherUserNotice } from './other-user-notice';

/** The warning appears this long before the end. */
const WARN_SECONDS = 120;
/** Shortest time between two reports of activity, and between two requests for the session. */
const REPORT_MS = 60_000;
const ASK_MS = 15_000;

/** On this channel, tabs of the browser announce the session with which they were opened. */
const CHANNEL = 'access-console.session';

/**
 * Watches the session: reports the person's activity to the server, and warns before an idle session ends.
 * Only actions of the person count as activity, not the page's own requests. It also detects when the browser
 * is signed in as a user other than the page's.
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
  const isIdle = data !== undefined && data.idleSeconds < data.totalSeconds;
  const isDue = !hasEnded && left <= WARN_SECONDS;
  // Old information is refreshed before the warning relies on it. Only without an answer is it used anyway.
  const isWarning = isDue && (age * 1_000 < 2 * ASK_MS || error !== null);

  // Another tab may have been active, or the session may have been ended: ask the server.
  useEffect(() => {
    if (!isDue || now - askedAt.current < ASK_MS) return;
    askedAt.current = now;
    refetch();
  }, [isDue, now, refetch]);

  // After a sign-in in another tab, a page opens there and announces its session.
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
  // Repeat the requests that were refused meanwhile.
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
      <ConsoleModal
        stackId="session"
        opened={otherUser === null && (isWarning || hasEnded)}
        onClose={() => !hasEnded && report()}
        withCloseButton={false}
        closeOnClickOutside={false}
        title={hasEnded ? 'Your session has ended' : 'Are you still there?'}
      >
        <Text>{hasEnded ? 'Sign in again to continue.' : endWords(left, isIdle)}</Text>
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
      </ConsoleModal>
    </>
  );
}

/** Rounded to minutes, so that a screen reader does not read a countdown. */
function endWords(left: number, isIdle: boolean): string {
  const minutes = Math.ceil(left / 60);
  const when = minutes <= 1 ? 'in less than a minute' : `in about ${minutes} minutes`;
  return `You’ll be signed out ${when}${isIdle ? ' because you’ve been inactive' : ''}.`;
}
