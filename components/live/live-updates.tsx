'use client';

import { VisuallyHidden } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { unattendedCookieName } from '@/console/session/paths';
import { useOtherUser } from '../data/use-other-user';
import { followStream } from './follow-stream';
import { createRefresher } from './refresher';

/** While nothing is heard of changes, what is shown is asked for again so often. */
const FALLBACK_MS = 15_000;
/** Time for a page to be asked for. What somebody does meanwhile is told by itself. */
const UNATTENDED_SECONDS = 2;
/** Between two looks whether a dialog is still open. */
const DIALOG_MS = 1_000;

/**
 * Keeps what is shown up to date while others change it, and says so to who can't see it.
 *
 * @param viewer the reader's name: his tabs share one stream
 * @param since number of the newest audit entry that the page knows
 */
export function LiveUpdates({ viewer, since }: { viewer: string; since: string }) {
  const client = useQueryClient();
  const router = useRouter();
  const [words, setWords] = useState('');
  const otherUser = useOtherUser();

  // biome-ignore lint/correctness/useExhaustiveDependencies: `since` is where the stream begins; a later page begins no other.
  useEffect(() => {
    // What changes is another user's to see.
    if (otherUser !== null) return;
    let dialogTimer: ReturnType<typeof setTimeout> | undefined;
    const refresher = createRefresher(client, {
      // The same words twice would not be read twice.
      onChanged: (count) =>
        setWords(`What is shown has been updated${count > 1 ? `, ${count} times by now` : ''}.`),
      onRights: refreshRights,
    });
    /** The page may no longer be the reader's. What he is about to read to its end in a dialog goes first. */
    function refreshRights(): void {
      clearTimeout(dialogTimer);
      if (document.querySelector('[role="dialog"]')) {
        dialogTimer = setTimeout(refreshRights, DIALOG_MS);
        return;
      }
      // Nobody need be there: it must not keep the session alive.
      // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store is there over https only.
      document.cookie = `${unattendedCookieName(window.location.origin)}=1; path=/; samesite=lax; max-age=${UNATTENDED_SECONDS}`;
      router.refresh();
    }
    let isUp = false;
    const stop = followStream(viewer, since, (news) => {
      if (news.kind === 'changed') refresher.refresh(news);
      else {
        // What was missed by a tab that does not hold the stream itself, nobody tells it.
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
