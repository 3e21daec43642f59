import { openStream, type StreamNews } from './open-stream';
import { createStreamWatchdog } from './stream-watchdog';

type Message = StreamNews | { kind: 'ask' };

/**
 * Follows the stream of changes together with the user's other tabs. One tab holds the stream, by a lock that
 * the browser passes on when that tab closes, and forwards each message to the other tabs.
 *
 * @param name what the tabs have in common: the user
 * @param since number of the newest audit entry that the page includes
 * @returns stops it, and releases lock, stream and channel
 */
function shareStream(
  locks: LockManager,
  { name, since, onNews }: { name: string; since: string; onNews: (news: StreamNews) => void },
): () => void {
  const ended = new AbortController();
  const key = `access-console.live ${name}`;
  const channel = new BroadcastChannel(key);
  let close: (() => void) | null = null;
  const watchdog = createStreamWatchdog(since, onNews, () => {
    if (!close) return;
    close();
    open();
  });
  const tellOthers = (message: Message) => channel.postMessage(message);
  const open = () => {
    close = openStream(watchdog.newest(), (news) => {
      watchdog.onMessage(news);
      tellOthers(news);
    });
  };

  channel.addEventListener('message', ({ data: message }: MessageEvent<Message>) => {
    if (message.kind !== 'ask') watchdog.onMessage(message);
    else if (close) tellOthers({ kind: 'state', isUp: watchdog.isUp(), newest: watchdog.newest() });
  });
  // The tab that holds the stream answers with the stream's state.
  tellOthers({ kind: 'ask' });

  /** Holds the stream until this tab or its page ends. */
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
    watchdog.end();
    channel.close();
  };
}

/**
 * Follows the stream of changes while the tab is visible. One stream for each tab would soon use all the
 * connections that a browser allows.
 *
 * @param since number of the newest audit entry that the page includes
 * @returns stops it
 */
function followWhileSeen(since: string, onNews: (news: StreamNews) => void): () => void {
  let close: (() => void) | null = null;
  const watchdog = createStreamWatchdog(since, onNews, () => {
    leave();
    follow();
  });
  const leave = () => {
    close?.();
    close = null;
  };
  const follow = () => {
    if (document.visibilityState === 'hidden') leave();
    else close ??= openStream(watchdog.newest(), watchdog.onMessage);
  };
  document.addEventListener('visibilitychange', follow);
  follow();
  return () => {
    document.removeEventListener('visibilitychange', follow);
    leave();
    watchdog.end();
  };
}

/**
 * Follows changes by other users with as few streams as possible: one for all tabs of a user, or, in browsers
 * without locks (they need https), one for the visible tab.
 *
 * @param name what the user's tabs have in common
 * @param since number of the newest audit entry that the page includes
 * @returns stops it
 */
export function followStream(name: string, since: string, onNews: (news: StreamNews) => void): () => void {
  const { locks } = navigator as { locks?: LockManager };
  return locks ? shareStream(locks, { name, since, onNews }) : followWhileSeen(since, onNews);
}
