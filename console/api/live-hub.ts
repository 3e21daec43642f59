import 'server-only';
import { can } from '@/domain/call/permissions';
import { affectedQueries, isAboutSelf } from '@/domain/live/affected-queries';
import { type Change, MAX_CHANGES, readChanges } from '@/domain/live/changes';
import { followChanges } from '@/domain/live/feed';
import type { LiveNews, QueryPrefix } from '@/domain/live/types';
import { readStreamActors, type StreamActor } from '@/domain/live/viewers';
import { log } from '@/server/log';
import { watchOpen } from '@/server/metrics';

/** Between two signs of life, at which sessions that have ended lose their streams. */
const HEARTBEAT_MS = 15_000;
const MOST_STREAMS = { all: 2_000, ofOneUser: 20 };

/** One page, or several of one reader, that look on. */
export interface Stream {
  userId: number;
  sessionId: string;
  /** Takes an event, or nothing once it is closed. */
  send(text: string): void;
  close(): void;
}

const streams = new Set<Stream>();
let unfollow: (() => void) | null = null;
let heartbeat: NodeJS.Timeout | undefined;
let isUp = false;
let isEnding = false;

watchOpen('streams', () => streams.size);

/** An event as the browser's EventSource reads it. Its id says from where to go on after a break. */
const eventOf = (name: string, data: object, id?: bigint) =>
  `${id === undefined ? '' : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;

const stateEvent = () => eventOf('state', { isUp });
const EVERYTHING: LiveNews = { areas: [[]], ownAreas: [], hasNewRights: true };

const areasOf = (viewer: StreamActor, changes: readonly Change[]): QueryPrefix[] => {
  const areas = changes.flatMap((change) => affectedQueries(viewer, change));
  return [...new Map(areas.map((area) => [area.join('/'), area])).values()];
};

function newsFor(viewer: StreamActor, changes: readonly Change[]): LiveNews | null {
  const isOwn = ({ sessionId }: Change) => sessionId === viewer.sessionId;
  const areas = areasOf(
    viewer,
    changes.filter((change) => !isOwn(change)),
  );
  const ownAreas = areasOf(viewer, changes.filter(isOwn));
  if (areas.length + ownAreas.length === 0) return null;
  return { areas, ownAreas, hasNewRights: changes.some((change) => isAboutSelf(viewer, change)) };
}

/** Tells each of some streams what it may hear, with the rights of this moment. A session that has ended loses its stream. */
async function tell(those: readonly Stream[], changes: readonly Change[]): Promise<void> {
  if (those.length === 0) return;
  const isMany = changes.length >= MAX_CHANGES;
  const viewers = await readStreamActors([...new Set(those.map(({ sessionId }) => sessionId))], changes);
  for (const stream of those) {
    const viewer = viewers.get(stream.sessionId);
    if (!viewer) {
      stream.send(eventOf('ended', {}));
      stream.close();
      continue;
    }
    // More than can be gone through one by one are told as everything, to who may see anything at all.
    const news = isMany ? (can(viewer, 'overview:read') ? EVERYTHING : null) : newsFor(viewer, changes);
    if (news) stream.send(eventOf('changed', news, changes.at(-1)?.seq));
  }
}

const sendAll = (text: string) => {
  for (const stream of streams) stream.send(text);
};

/** @param since where the first of the streams begins, so that nothing is missed between its page and now */
function start(since: bigint | null): void {
  unfollow ??= followChanges(
    {
      onChanges: (changes) => tell([...streams], changes),
      onState: (isHeard, error) => {
        if (error) log().warn({ err: error }, 'changes can’t be followed just now');
        isUp = isHeard;
        sendAll(stateEvent());
      },
    },
    since,
  );
  heartbeat ??= setInterval(() => {
    // An event, since a browser tells its page of no comment: the page can tell that nothing comes any more.
    sendAll(stateEvent());
    tell([...streams], []).catch((error) => log().warn({ err: error }, 'streams could not be checked'));
  }, HEARTBEAT_MS);
}

/** With the last stream goes the connection to the database that feeds it. */
function stop(): void {
  unfollow?.();
  unfollow = null;
  clearInterval(heartbeat);
  heartbeat = undefined;
  isUp = false;
}

// A server that ends waits for its connections, and these would never end by themselves. Their readers ask again at once.
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    isEnding = true;
    for (const stream of streams) stream.close();
  });
}

/**
 * Whether there is room for another stream of a user.
 *
 * @param userId whose
 */
export function hasRoomFor(userId: number): boolean {
  const own = [...streams].filter((stream) => stream.userId === userId).length;
  return !isEnding && streams.size < MOST_STREAMS.all && own < MOST_STREAMS.ofOneUser;
}

/**
 * Has a stream told of changes from now on, and first of those that it missed.
 *
 * @param stream whose it is
 * @param since number of the newest audit entry that its reader knows, or null when he knows none
 * @returns when the missed ones have been told
 */
export async function addStream(stream: Stream, since: bigint | null): Promise<void> {
  streams.add(stream);
  start(since);
  stream.send(stateEvent());
  if (since === null) return;
  const missed = await readChanges(since);
  await tell([stream], missed);
}

/**
 * Tells a stream no more.
 *
 * @param stream one that was added
 */
export function dropStream(stream: Stream): void {
  streams.delete(stream);
  if (streams.size === 0) stop();
}
