import type { StreamNews } from './open-stream';

/** The stream gives a sign of life every 15 seconds. One that gives none is as good as gone. */
const SILENCE_MS = 40_000;

/**
 * Keeps what a tab has heard: whether the stream is up, and up to which entry it knows what happened.
 *
 * @param since number of the newest audit entry that the page knows
 * @param onNews hears what comes, and what must have been missed
 * @param onSilence hears that nothing comes, or nothing any more: after 40 seconds, and every 40 seconds again
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
  // A stream may be taken up and never answered.
  waitForSign();

  return {
    newest: () => newest,
    isUp: () => isUp,
    onMessage(news: StreamNews): void {
      const isNewer = BigInt(news.newest) > BigInt(newest);
      if (isNewer) newest = news.newest;
      // What was told before this tab began to onMessage came after its page was made.
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
