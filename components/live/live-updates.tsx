'use client';

import { VisuallyHidden } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { unattendedCookieName } from '@/console/session/paths';
import { useOtherUser } from '../data/use-other-user';
import { openDialogs } from '../ui/focus';
import { followStream } from './follow-stream';
import { createRefresher } from './refresher';

/** Interval for refetching what is on the screen while the stream is down. */
const FALLBACK_MS = 15_000;
/** Time for the request of a page. Activity of the person is reported separately. */
const UNATTENDED_SECONDS = 2;
/** Interval for checking whether a dialog is still open. */
const DIALOG_MS = 1_000;

/**
 * Keeps the screen up to date while other users change data, and announces each update to screen readers.
 *
 * @param viewer the user's name; all tabs of the user share one stream
 * @param since number of the newest audit entry that the page includes
 */
export function LiveUpdates({ viewer, since }: { viewer: string; since: string }) {
  const client = useQueryClient();
  const router = useRouter();
  const [words, setWords] = useState('');
  const otherUser = useOtherUser();

  // biome-ignore lint/correctness/useExhaustiveDependencies: `since` is where the stream begins; a later page begins no other.
  useEffect(() => {
    // The changes are for another user.
    if (otherUser !== null) return;
    let dialogTimer: ReturnType<typeof setTimeout> | undefined;
    const refresher = createRefresher(client, {
      // A screen reader does not read the same text twice.
      onChanged: (count) =>
        setWords(`What is shown has been updated${count > 1 ? `, ${count} times by now` : ''}.`),
      onRights: refreshRights,
    });
    /** The actor may have lost access to the page. An open dialog can be finished first. */
    function refreshRights(): void {
      clearTimeout(dialogTimer);
      if (openDialogs() > 0) {
        dialogTimer = setTimeout(refreshRights, DIALOG_MS);
        return;
      }
      // This request is not a person's activity, so it must not extend the session.
      // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store is there over https only.
      document.cookie = `${unattendedCookieName(window.location.origin)}=1; path=/; samesite=lax; max-age=${UNATTENDED_SECONDS}`;
      router.refresh();
    }
    let isUp = false;
    const stop = followStream(viewer, since, (news) => {
      if (news.kind === 'changed') refresher.refresh(news);
      else {
        // A tab that does not hold the stream itself does not receive the messages that it missed.
        if (news.isUp && !isUp) refresher.refreshStale();
        isUp = news.isUp;
      }
    });
    const fallback = setInterval(() => {
      if (!isUp && document.visibilityState === 'visible') refresher.refreshStale();
    }, FALLBACK_MS);
    return () => {
      clearInterval(fallback);
      clearTimeout(dialogTimer);
      stop();
      refresher.end();
    };
  }, [client, router, viewer, otherUser]);

  return <VisuallyHidden role="status">{words}</VisuallyHidden>;
}
