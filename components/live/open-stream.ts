import { USER_PARAM } from '@/console/session/paths';
import type { LiveNews } from '@/domain/live/types';
import { tabNow } from '../data/tab';

/**
 * A message of the stream, received directly or through another tab, with the number of the newest audit
 * entry that it covers.
 */
export type StreamNews =
  | { kind: 'state'; isUp: boolean; newest: string }
  | ({ kind: 'changed'; newest: string } & LiveNews);

/** Pause before another attempt after the stream was refused. */
const RETRY_MS = { first: 1_000, longest: 30_000 };

/**
 * Opens the stream of changes and keeps it open. After a network failure the browser reconnects by itself and
 * requests the messages that it missed. After a refusal this function tries again later.
 *
 * @param since number of the newest audit entry that the page includes
 * @returns closes it
 */
export function openStream(since: string, onNews: (news: StreamNews) => void): () => void {
  let source: EventSource;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wait = RETRY_MS.first;
  let newest = since;
  let isClosed = false;

  const connect = () => {
    const { owner } = tabNow();
    source = new EventSource(`/api/live?since=${newest}${owner ? `&${USER_PARAM}=${owner.userId}` : ''}`);
    source.addEventListener('state', ({ data }) => {
      wait = RETRY_MS.first;
      onNews({ kind: 'state', isUp: JSON.parse(data).isUp, newest });
    });
    source.addEventListener('changed', ({ data, lastEventId }) => {
      newest = lastEventId || newest;
      onNews({ kind: 'changed', newest, ...(JSON.parse(data) as LiveNews) });
    });
    // The session has ended, which SessionWatch shows. There may be a new session later.
    source.addEventListener('ended', () => retry());
    source.addEventListener('error', () => {
      onNews({ kind: 'state', isUp: false, newest });
      if (source.readyState === EventSource.CLOSED) retry();
    });
  };
  const retry = () => {
    source.close();
    clearTimeout(timer);
    if (isClosed) return;
    timer = setTimeout(connect, wait);
    wait = Math.min(wait * 2, RETRY_MS.longest);
  };

  connect();
  return () => {
    isClosed = true;
    clearTimeout(timer);
    source.close();
  };
}
