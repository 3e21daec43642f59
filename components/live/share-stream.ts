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
  const channel = new BroadcastChannel(key);
  let state: StreamNews = { kind: 'state', isUp: false };
  let isLeading = false;
  // Whoever takes the stream over goes on where it was.
  let newest = since;
  const hear = (news: StreamNews) => {
    if (news.kind === 'changed') newest = news.newest;
    onNews(news);
  };

  channel.onmessage = ({ data: message }: MessageEvent<Message>) => {
    if (message.kind !== 'ask') hear(message);
    else if (isLeading) channel.postMessage(state);
  };
  // Whoever leads already says how the stream is.
  channel.postMessage({ kind: 'ask' } satisfies Message);

  /** Until the end of this tab, or of its page. */
  const lead = () =>
    new Promise<void>((resolve) => {
      isLeading = true;
      const close = openStream(newest, (news) => {
        if (news.kind === 'state') state = news;
        hear(news);
        channel.postMessage(news);
      });
      ended.signal.addEventListener('abort', () => {
        close();
        resolve();
      });
    });

  if (navigator.locks) {
    navigator.locks.request(key, { signal: ended.signal }, lead).catch((error: unknown) => {
      if (!ended.signal.aborted) throw error;
    });
  } else {
    lead();
  }
  return () => {
    ended.abort();
    channel.close();
  };
}
