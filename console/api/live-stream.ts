import 'server-only';
import { demandRight } from '@/domain/call/authorize';
import { TooManyCalls } from '@/domain/call/errors';
import { log } from '@/server/log';
import { actorOf } from '../session/page-owner';
import { addStream, dropStream, hasRoomFor, type Stream } from './live-hub';
import { answerIfRefused, beginAnswer } from './respond';

/** The permission that a stream requires. */
export const LIVE = { call: 'Live', permission: 'overview:read' } as const;

/** A client with more unread events is disconnected. It reconnects and gets what it missed. */
const MAX_UNREAD = 64;

/** How long a client waits before it asks again after too many streams. */
const RETRY_SECONDS = 30;

type StreamOwner = Pick<Stream, 'userId' | 'sessionId'>;

/** Returns the events for one browser, until it disconnects or its session ends. */
function openStream(owner: StreamOwner, request: Request, since: bigint | null): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let isOpen = true;
  let unregister = () => {};
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const end = (close: () => void) => {
          if (!isOpen) return;
          unregister();
          close();
        };
        const stream: Stream = {
          ...owner,
          send(text) {
            if (!isOpen) return;
            if ((controller.desiredSize ?? 0) > 0) controller.enqueue(encoder.encode(text));
            // `close` would wait until the client has read the rest.
            else end(() => controller.error(new Error('The client does not read its stream.')));
          },
          close: () => end(() => controller.close()),
        };
        unregister = () => {
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
      cancel: () => unregister(),
    },
    { highWaterMark: MAX_UNREAD },
  );
}

/** Number of the newest audit entry that the page knows, from its last event or from when it was rendered. */
function sinceOf(request: Request): bigint | null {
  const since = request.headers.get('last-event-id') ?? new URL(request.url).searchParams.get('since');
  return since !== null && /^\d{1,18}$/.test(since) ? BigInt(since) : null;
}

/**
 * Answers with a stream of server-sent events that say which of the page's queries to repeat. They contain no
 * data. An open stream does not count as activity of the session.
 *
 * @param request with `?since=` or Last-Event-ID: the newest audit entry that the page knows
 */
export async function answerLive(request: Request): Promise<Response> {
  const pending = beginAnswer(LIVE.call);
  let owner: StreamOwner = { userId: 0, sessionId: '' };
  const refused = await answerIfRefused(pending, async () => {
    const actor = await actorOf(request);
    demandRight(actor, LIVE);
    if (!hasRoomFor(actor.userId)) throw new TooManyCalls(RETRY_SECONDS);
    owner = { userId: actor.userId, sessionId: actor.sessionId };
  });
  if (refused) {
    refused.headers.set('Connection', 'close');
    return refused;
  }
  const body = openStream(owner, request, sinceOf(request));
  pending.end();
  return new Response(body, {
    headers: {
      ...pending.headers,
      'Content-Type': 'text/event-stream; charset=utf-8',
      // A proxy that compresses would hold events back.
      'Cache-Control': 'no-store, no-transform',
      'X-Accel-Buffering': 'no',
      // A kept connection would delay the end of the server.
      Connection: 'close',
    },
  });
}
