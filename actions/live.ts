import 'server-only';
import { NO_SESSION, refuse, ServerFault } from '@/domain/errors';
import { type Change, MOST_CHANGES, readChanges } from '@/domain/live/changes';
import { followChanges } from '@/domain/live/feed';
import { touchedBy } from '@/domain/live/touched';
import type { Area, LiveNews } from '@/domain/live/types';
import { readViewers, type Viewer } from '@/domain/live/viewers';
import { log } from '@/doors/log';
import { watchOpen } from '@/doors/metrics';
import { begin, respondUnless } from './respond';
import { currentSession } from './session';

/** Between two signs of life, at which sessions that have ended lose their streams. */
const HEARTBEAT_MS = 15_000;
/** A reader who takes nothing more is let go: he asks again, and hears what he missed. */
const MOST_UNREAD = 64;
const MOST_STREAMS = { all: 2_000, ofOneSession: 8 };

interface Stream {
  sessionId: string;
  send(text: string): void;
  close(): void;
}

const EVERYTHING: Area[] = [[]];
const streams = new Set<Stream>();
let unfollow: (() => void) | null = null;
let heartbeat: NodeJS.Timeout | undefined;
let isUp = false;

watchOpen('streams', () => streams.size);

/** An event as the browser's EventSource reads it. Its id says from where to go on after a break. */
const eventOf = (name: string, data: object, id?: bigint) =>
  `${id === undefined ? '' : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;

const stateEvent = () => eventOf('state', { isUp });

function newsFor(viewer: Viewer, changes: readonly Change[]): LiveNews | null {
  const touching = changes.map((change) => ({ change, areas: touchedBy(viewer, change) }));
  const areas = new Map(touching.flatMap((one) => one.areas).map((area) => [JSON.stringify(area), area]));
  if (areas.size === 0) return null;
  const isOwn = touching.every(
    ({ change, areas }) => areas.length === 0 || change.sessionId === viewer.sessionId,
  );
  return { areas: [...areas.values()], isOwn };
}

/** Tells each of some streams what it may hear, with the rights of this moment. A session that has ended loses its stream. */
async function tell(those: readonly Stream[], changes: readonly Change[]): Promise<void> {
  if (those.length === 0) return;
  const viewers = await readViewers([...new Set(those.map(({ sessionId }) => sessionId))], changes);
  for (const stream of those) {
    const viewer = viewers.get(stream.sessionId);
    if (!viewer) {
      stream.send(eventOf('ended', {}));
      stream.close();
      continue;
    }
    const news = newsFor(viewer, changes);
    if (news) stream.send(eventOf('changed', news, changes.at(-1)?.seq));
  }
}

function start(): void {
  unfollow ??= followChanges({
    onChanges: (changes) => tell([...streams], changes),
    onMany: async () => {
      const news = eventOf('changed', { areas: EVERYTHING, isOwn: false } satisfies LiveNews);
      for (const stream of streams) stream.send(news);
    },
    onState: (isHeard, error) => {
      if (error) log().warn({ err: error }, 'changes can’t be followed just now');
      isUp = isHeard;
      for (const stream of streams) stream.send(stateEvent());
    },
  });
  heartbeat ??= setInterval(async () => {
    for (const stream of streams) stream.send(':\n\n');
    await tell([...streams], []).catch((error) => log().warn({ err: error }, 'streams could not be checked'));
  }, HEARTBEAT_MS);
}

/** With the last stream goes the connection to the database that feeds it. */
function stopUnlessNeeded(): void {
  if (streams.size > 0) return;
  unfollow?.();
  unfollow = null;
  clearInterval(heartbeat);
  heartbeat = undefined;
  isUp = false;
}

// A server that ends waits for its connections, and these would never end by themselves.
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    for (const stream of streams) stream.close();
  });
}

/** What happened between the page and its stream, or while the stream was away. */
async function catchUp(stream: Stream, since: string | null): Promise<void> {
  if (since === null || !/^\d{1,18}$/.test(since)) return;
  const missed = await readChanges(BigInt(since));
  if (missed.length === MOST_CHANGES) {
    stream.send(eventOf('changed', { areas: EVERYTHING, isOwn: false } satisfies LiveNews));
  } else {
    await tell([stream], missed);
  }
}

function openStream(sessionId: string, request: Request, since: string | null): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let stream: Stream;
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        let isOpen = true;
        stream = {
          sessionId,
          send(text) {
            if (!isOpen) return;
            if ((controller.desiredSize ?? 0) <= 0) this.close();
            else controller.enqueue(encoder.encode(text));
          },
          close() {
            if (!isOpen) return;
            isOpen = false;
            streams.delete(stream);
            stopUnlessNeeded();
            controller.close();
          },
        };
        streams.add(stream);
        request.signal.addEventListener('abort', () => stream.close());
        start();
        stream.send(stateEvent());
        catchUp(stream, since).catch((error) => {
          log().warn({ err: error }, 'a stream could not catch up');
          stream.close();
        });
      },
      cancel: () => stream.close(),
    },
    { highWaterMark: MOST_UNREAD },
  );
}

/**
 * Answers with a stream of server-sent events: which parts of what the reader may see have changed. It carries no
 * data of its own: pages ask for that again. Being on it is no activity.
 *
 * @param request of the browser, with `?since=` or Last-Event-ID: the newest audit entry that it knows
 */
export async function answerLive(request: Request): Promise<Response> {
  const begun = begin('Live');
  let sessionId = '';
  const refused = await respondUnless(begun, async () => {
    const session = await currentSession();
    if (!session) refuse('not_authorized', NO_SESSION);
    sessionId = session.actor.sessionId;
    const own = [...streams].filter((stream) => stream.sessionId === sessionId).length;
    if (streams.size >= MOST_STREAMS.all || own >= MOST_STREAMS.ofOneSession) {
      throw new ServerFault(true, new Error('There are too many open streams.'));
    }
  });
  if (refused) return refused;
  const since = request.headers.get('last-event-id') ?? new URL(request.url).searchParams.get('since');
  const body = openStream(sessionId, request, since);
  begun.end();
  return new Response(body, {
    headers: {
      ...begun.headers,
      'Content-Type': 'text/event-stream; charset=utf-8',
      // Compressed it would wait for more.
      'Cache-Control': 'no-store, no-transform',
      'X-Accel-Buffering': 'no',
    },
  });
}
