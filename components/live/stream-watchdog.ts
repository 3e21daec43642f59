import type { StreamNews } from './open-stream';

/** The stream sends a sign of life every 15 seconds. Without one for this long it counts as down. */
const SILENCE_MS = 40_000;

/**
 * Tracks whether the stream is up, and the newest audit entry that the tab covers.
 *
 * @param since number of the newest audit entry that the page includes
 * @param onNews receives each message, and a message for changes that the tab must have missed
 * @param onSilence called after 40 seconds without a message, and every 40 seconds again
 */
export function createStreamWatchdog(
  since: string,
  onNews: (news: StreamNews) => void,
  onSilence: () => void,
) {
  let newest = since;
  let isUp = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const waitForSign = () => {
    clearTimeout(timer);
    timer = setTimeout(tellSilence, SILENCE_MS);
  };
  const tellSilence = () => {
    waitForSign();
    if (isUp) {
      isUp = false;
      onNews({ kind: 'state', isUp, newest });
    }
    onSilence();
  };
  // The stream may be accepted without ever being answered.
  waitForSign();

  return {
    newest: () => newest,
    isUp: () => isUp,
    onMessage(news: StreamNews): void {
      const isNewer = BigInt(news.newest) > BigInt(newest);
      if (isNewer) newest = news.newest;
      // The page was rendered before these entries, and this tab missed their messages.
      if (isNewer && news.kind === 'state') {
        onNews({ kind: 'changed', areas: [[]], ownAreas: [], hasNewRights: true, newest });
      }
      if (news.kind === 'state') isUp = news.isUp;
      waitForSign();
      onNews(news);
    },
    end: () => clearTimeout(timer),
  };
}
