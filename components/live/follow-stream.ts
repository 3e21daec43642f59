import { openStream, type StreamNews } from './open-stream';
import { createStreamWatchdog } from './stream-watchdog';

type Message = StreamNews | { kind: 'ask' };

/**
 * Follows the stream of changes together with the reader's other tabs: one of them holds it, by a lock that the
 * browser passes on when that tab goes, and tells the rest.
 *
 * @param locks the browser's
 * @param name what the tabs have in common: the same reader
 * @param since number of the newest audit entry that the page knows
 * @param onNews hears what comes
 * @returns ends it, and lets go of lock, stream and channel
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
    watchdog.end();
    channel.close();
  };
}

/**
 * Follows the stream of changes as long as the tab is seen. One for each tab would soon take all the connections that
 * a browser allows.
 *
 * @param since number of the newest audit entry that the page knows
 * @param onNews hears what comes
 * @returns ends it
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
 * Follows what others change, with as few streams as the browser lets: one for all tabs of a reader, or, where there
 * are no locks (they need https), one for the tab that is seen.
 *
 * @param name what the reader's tabs have in common
 * @param since number of the newest audit entry that the page knows
 * @param onNews hears what comes
 * @returns ends it
 */
export function followStream(name: string, since: string, onNews: (news: StreamNews) => void): () => void {
  const { locks } = navigator as { locks?: LockManager };
  return locks ? shareStream(locks, { name, since, onNews }) : followWhileSeen(since, onNews);
}
