import { openStream, type StreamNews } from './open-stream';

type Message = StreamNews | { kind: 'ask' };

/** The stream gives a sign of life every 15 seconds. One that gives none is as good as gone. */
const SILENCE_MS = 40_000;

/**
 * Follows the stream of changes together with the reader's other tabs: one of them holds it, by a lock that the
 * browser passes on when that tab goes, and tells the rest. Where there are no locks (they need https) there is no
 * stream: one for each tab would soon take all the connections that a browser allows.
 *
 * @param name what the tabs have in common: the same reader
 * @param since number of the newest audit entry that the page knows
 * @param onNews hears what comes
 * @returns ends it, and lets go of lock, stream and channel
 */
export function shareStream(name: string, since: string, onNews: (news: StreamNews) => void): () => void {
  const { locks } = navigator as { locks?: LockManager };
  if (!locks) return () => {};
  const ended = new AbortController();
  const key = `access-console.live ${name}`;
  const channel = new BroadcastChannel(key);
  let isUp = false;
  // Whoever takes the stream over goes on where it was.
  let newest = since;
  let close: (() => void) | null = null;
  let silence: ReturnType<typeof setTimeout> | undefined;

  const hear = (news: StreamNews) => {
    // What was told before this tab began to hear came after its page was made.
    const isNewer = BigInt(news.newest) > BigInt(newest);
    if (isNewer) newest = news.newest;
    if (isNewer && news.kind === 'state') {
      onNews({ kind: 'changed', areas: [[]], ownAreas: [], hasNewRights: true, newest });
    }
    if (news.kind === 'state') isUp = news.isUp;
    clearTimeout(silence);
    silence = setTimeout(onSilence, SILENCE_MS);
    onNews(news);
  };
  const tellOthers = (message: Message) => channel.postMessage(message);
  const open = () => {
    close = openStream(newest, (news) => {
      hear(news);
      tellOthers(news);
    });
  };
  function onSilence(): void {
    onNews({ kind: 'state', isUp: false, newest });
    if (!close) return;
    close();
    open();
  }

  channel.addEventListener('message', ({ data: message }: MessageEvent<Message>) => {
    if (message.kind !== 'ask') hear(message);
    else if (close) tellOthers({ kind: 'state', isUp, newest });
  });
  // Whoever leads already says how the stream is.
  tellOthers({ kind: 'ask' });

  /** Until the end of this tab, or of its page. */
  const lead = () =>
    new Promise<void>((resolve) => {
      open();
      ended.signal.addEventListener('abort', () => {
        close?.();
        resolve();
      });
    });

  locks.request(key, { signal: ended.signal }, lead).catch((error: unknown) => {
    if (!ended.signal.aborted) throw error;
  });
  return () => {
    ended.abort();
    clearTimeout(silence);
    channel.close();
  };
}
