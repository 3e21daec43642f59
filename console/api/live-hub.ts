import 'server-only';
import { can } from '@/domain/call/permissions';
import { affectedQueries, isAboutSelf } from '@/domain/live/affected-queries';
import { type Change, MAX_CHANGES, readChanges } from '@/domain/live/changes';
import { followChanges } from '@/domain/live/feed';
import type { LiveNews, QueryPrefix } from '@/domain/live/types';
import { readStreamActors, type StreamActor } from '@/domain/live/viewers';
import { log } from '@/server/log';
import { watchOpen } from '@/server/metrics';

/** Interval of the heartbeats, each of which also closes the streams of ended sessions. */
const HEARTBEAT_MS = 15_000;
const MAX_STREAMS = { total: 2_000, perUser: 20 };

/** A connection over which one browser gets changes, for one or several of its pages. */
export interface Stream {
  userId: number;
  sessionId: string;
  /** Sends an event. Does nothing once the stream is closed. */
  send(text: string): void;
  close(): void;
}

const streams = new Set<Stream>();
let unfollow: (() => void) | null = null;
let heartbeat: NodeJS.Timeout | undefined;
let isUp = false;
let isEnding = false;

watchOpen('streams', () => streams.size);

/** Formats a server-sent event. A browser that reconnects sends the id of the last event. */
const eventOf = (name: string, data: object, id?: bigint) =>
  `${id === undefined ? '' : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;

const stateEvent = () => eventOf('state', { isUp });
const EVERYTHING: LiveNews = { areas: [[]], ownAreas: [], hasNewRights: true };

const areasOf = (actor: StreamActor, changes: readonly Change[]): QueryPrefix[] => {
  const areas = changes.flatMap((change) => affectedQueries(actor, change));
  return [...new Map(areas.map((area) => [area.join('/'), area])).values()];
};

function newsFor(actor: StreamActor, changes: readonly Change[]): LiveNews | null {
  const isOwn = ({ sessionId }: Change) => sessionId === actor.sessionId;
  const areas = areasOf(
    actor,
    changes.filter((change) => !isOwn(change)),
  );
  const ownAreas = areasOf(actor, changes.filter(isOwn));
  if (areas.length + ownAreas.length === 0) return null;
  return { areas, ownAreas, hasNewRights: changes.some((change) => isAboutSelf(actor, change)) };
}

/**
 * Sends each stream the changes that its user may see with their present rights. Closes the streams of ended
 * sessions.
 */
async function sendChanges(receivers: readonly Stream[], changes: readonly Change[]): Promise<void> {
  if (receivers.length === 0) return;
  const isMany = changes.length >= MAX_CHANGES;
  const actors = await readStreamActors([...new Set(receivers.map(({ sessionId }) => sessionId))], changes);
  for (const stream of receivers) {
    const actor = actors.get(stream.sessionId);
    if (!actor) {
      stream.send(eventOf('ended', {}));
      stream.close();
      continue;
    }
    // Too many changes to check one by one are reported as "everything changed" to all who may see the
    // overview.
    const news = isMany ? (can(actor, 'overview:read') ? EVERYTHING : null) : newsFor(actor, changes);
    if (news) stream.send(eventOf('changed', news, changes.at(-1)?.seq));
  }
}

const sendAll = (text: string) => {
  for (const stream of streams) stream.send(text);
};

/** @param since number of the entry after which the first stream starts, so that it misses no change */
function startFeed(since: bigint | null): void {
  unfollow ??= followChanges(
    {
      onChanges: (changes) => sendChanges([...streams], changes),
      onState: (isListening, error) => {
        if (error) log().warn({ err: error }, 'changes can’t be followed at the moment');
        isUp = isListening;
        sendAll(stateEvent());
      },
    },
    since,
  );
  heartbeat ??= setInterval(() => {
    // An event and not a comment, since browsers hide comments from the page. The page notices when
    // heartbeats stop.
    sendAll(stateEvent());
    sendChanges([...streams], []).catch((error) =>
      log().warn({ err: error }, 'streams could not be checked'),
    );
  }, HEARTBEAT_MS);
}

/** Closes the database connection of the feed. */
function stopFeed(): void {
  unfollow?.();
  unfollow = null;
  clearInterval(heartbeat);
  heartbeat = undefined;
  isUp = false;
}

// A server that ends waits for its connections, and streams would never end by themselves. Browsers reconnect
// at once.
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    isEnding = true;
    for (const stream of streams) stream.close();
  });
}

/** Returns whether a user may open another stream. */
export function hasRoomFor(userId: number): boolean {
  const own = [...streams].filter((stream) => stream.userId === userId).length;
  return !isEnding && streams.size < MAX_STREAMS.total && own < MAX_STREAMS.perUser;
}

/**
 * Sends a stream the changes that it missed, and all changes from now on. Resolves when the missed ones have
 * been sent.
 *
 * @param since number of the newest audit entry that the page knows; null when it knows none
 */
export async function addStream(stream: Stream, since: bigint | null): Promise<void> {
  streams.add(stream);
  startFeed(since);
  stream.send(stateEvent());
  if (since === null) return;
  const missed = await readChanges(since);
  await sendChanges([stream], missed);
}

/** Sends a stream no more changes. */
export function dropStream(stream: Stream): void {
  streams.delete(stream);
  if (streams.size === 0) stopFeed();
}
