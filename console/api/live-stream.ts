import 'server-only';
import { demandRight } from '@/domain/call/authorize';
import { TooManyCalls } from '@/domain/call/errors';
import { log } from '@/server/log';
import { actorOf } from '../session/page-owner';
import { addStream, dropStream, hasRoomFor, type Stream } from './live-hub';
import { begin, respondUnless } from './respond';

/** For those who see what others change. */
export const LIVE = { call: 'Live', permission: 'overview:read' } as const;

/** A reader who takes nothing more is let go: he asks again, and hears what he missed. */
const MOST_UNREAD = 64;

/** How long who has too many streams waits for another. */
const RETRY_SECONDS = 30;

type Reader = Pick<Stream, 'userId' | 'sessionId'>;

/** The events of one reader, until he leaves or his session ends. */
function openStream(reader: Reader, request: Request, since: bigint | null): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let isOpen = true;
  let leave = () => {};
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const end = (how: () => void) => {
          if (!isOpen) return;
          leave();
          how();
        };
        const stream: Stream = {
          ...reader,
          send(text) {
            if (!isOpen) return;
            if ((controller.desiredSize ?? 0) > 0) controller.enqueue(encoder.encode(text));
            // Closed, it would wait until the rest is taken.
            else end(() => controller.error(new Error('The reader takes nothing more.')));
          },
          close: () => end(() => controller.close()),
        };
        leave = () => {
          isOpen = false;
          dropStream(stream);
        };
        // Next.js neither reads nor cancels a stream whose client left while its session was read.
        if (request.signal.aborted) return end(() => controller.close());
        request.signal.addEventListener('abort', stream.close);
        addStream(stream, since).catch((error) => {
          log().warn({ err: error }, 'a stream could not catch up');
          stream.close();
        });
      },
      cancel: () => leave(),
    },
    { highWaterMark: MOST_UNREAD },
  );
}

/** The number of the newest audit entry that the reader knows: from before a break, or from the page's beginning. */
function sinceOf(request: Request): bigint | null {
  const since = request.headers.get('last-event-id') ?? new URL(request.url).searchParams.get('since');
  return since !== null && /^\d{1,18}$/.test(since) ? BigInt(since) : null;
}

/**
 * Answers with a stream of server-sent events: which parts of what the reader may see have changed. It carries no
 * data of its own: pages ask for that again. Being on it is no activity.
 *
 * @param request of the browser, with `?since=` or Last-Event-ID: the newest audit entry that it knows
 */
export async function answerLive(request: Request): Promise<Response> {
  const begun = begin(LIVE.call);
  let reader: Reader = { userId: 0, sessionId: '' };
  const refused = await respondUnless(begun, async () => {
    const actor = await actorOf(request);
    demandRight(actor, LIVE);
    if (!hasRoomFor(actor.userId)) throw new TooManyCalls(RETRY_SECONDS);
    reader = { userId: actor.userId, sessionId: actor.sessionId };
  });
  if (refused) {
    refused.headers.set('Connection', 'close');
    return refused;
  }
  const body = openStream(reader, request, sinceOf(request));
  begun.end();
  return new Response(body, {
    headers: {
      ...begun.headers,
      'Content-Type': 'text/event-stream; charset=utf-8',
      // Compressed it would wait for more.
      'Cache-Control': 'no-store, no-transform',
      'X-Accel-Buffering': 'no',
      // With the stream goes its connection, which would keep a server from ending.
      Connection: 'close',
    },
  });
}
