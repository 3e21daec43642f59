import { openStream, type StreamNews } from './open-stream';

type Message = StreamNews | { kind: 'ask' };

/**
 * Follows the stream of changes together with the reader's other tabs: one of them holds it, by a lock that the
 * browser passes on when that tab goes, and tells the rest. Where there are no locks (they need https), each tab
 * holds its own.
 *
 * @param name what the tabs have in common: the same reader
 * @param since number of the newest audit entry that the page knows
 * @param onNews hears what comes
 * @returns ends it, and lets go of lock, stream and channel
 */
export function shareStream(name: string, since: string, onNews: (news: StreamNews) => void): () => void {
  const ended = new AbortController();
  const key = `access-console.live ${name}`;
  const { locks } = navigator as { locks?: LockManager };
  const channel = locks && new BroadcastChannel(key);
  let isUp = false;
  let isLeading = false;
  // Whoever takes the stream over goes on where it was.
  let newest = since;
  const hear = (news: StreamNews) => {
    // What was told before this tab began to hear came after its page was made.
    const isMissed = news.kind === 'state' && BigInt(news.newest) > BigInt(newest);
    newest = BigInt(news.newest) > BigInt(newest) ? news.newest : newest;
    if (isMissed) onNews({ kind: 'changed', areas: [[]], ownAreas: [], hasNewRights: true, newest });
    if (news.kind === 'state') isUp = news.isUp;
    onNews(news);
  };

  const tellOthers = (message: Message) => channel?.postMessage(message);
  channel?.addEventListener('message', ({ data: message }: MessageEvent<Message>) => {
    if (message.kind !== 'ask') hear(message);
    else if (isLeading) tellOthers({ kind: 'state', isUp, newest });
  });
  // Whoever leads already says how the stream is.
  tellOthers({ kind: 'ask' });

  /** Until the end of this tab, or of its page. */
  const lead = () =>
    new Promise<void>((resolve) => {
      isLeading = true;
      const close = openStream(newest, (news) => {
        hear(news);
        tellOthers(news);
      });
      ended.signal.addEventListener('abort', () => {
        close();
        resolve();
      });
    });

  if (locks) {
    locks.request(key, { signal: ended.signal }, lead).catch((error: unknown) => {
      if (!ended.signal.aborted) throw error;
    });
  } else {
    lead();
  }
  return () => {
    ended.abort();
    channel?.close();
  };
}
