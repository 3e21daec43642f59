import { type ClientRequest, request } from 'node:http';
import { create } from '@/prisma/factories';
import type { PrismaClient } from '@/prisma/generated/client';
import { cookieOf, setting } from '../fixtures';

/** One event of a stream. */
interface LiveEvent {
  name: string;
  data: { isUp?: boolean; areas?: unknown[]; ownAreas?: unknown[] };
  id: string | undefined;
}

/** A stream of changes as received, without a browser. */
export interface LiveStream {
  sessionId: string;
  status: number;
  /** All events so far, and those that report changes. */
  events: LiveEvent[];
  changes: () => LiveEvent[];
  /** The whole text of the stream. */
  text: () => string;
  isOpen: () => boolean;
  close: () => void;
}

interface Options {
  /** The usual console by default. */
  origin?: string;
  since?: string;
}

function parseEvent(block: string): LiveEvent | null {
  const fields = new Map(block.split('\n').map((line) => line.split(/: ?(.*)/s, 2) as [string, string]));
  const name = fields.get('event');
  if (name === undefined) return null;
  return { name, data: JSON.parse(fields.get('data') ?? '{}'), id: fields.get('id') };
}

/**
 * Opens a stream of changes in a new session of a user.
 *
 * @returns once the first event has arrived, or the answer was a refusal
 */
export async function openLiveStream(
  db: PrismaClient,
  user: { id: number },
  { origin = setting('E2E_BASE_URL'), since }: Options = {},
): Promise<LiveStream> {
  const { id: sessionId, secret } = await create.session(db, { userId: user.id });
  const url = `${origin}/api/live${since === undefined ? '' : `?since=${since}`}`;
  const asked: ClientRequest = request(url, { headers: { Cookie: await cookieOf(secret) }, agent: false });
  const stream = { sessionId, status: 0, events: [] as LiveEvent[], isOpen: true, text: '' };
  await new Promise<void>((resolve, reject) => {
    asked.on('error', (error) => {
      stream.isOpen = false;
      reject(error);
    });
    asked.on('response', (response) => {
      stream.status = response.statusCode ?? 0;
      if (stream.status !== 200) resolve();
      let rest = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        stream.text += chunk;
        const blocks = (rest + chunk).split('\n\n');
        rest = blocks.pop() ?? '';
        for (const block of blocks) {
          const event = parseEvent(block);
          if (event) stream.events.push(event);
        }
        if (stream.events.length > 0) resolve();
      });
      response.on('error', () => {});
      response.on('close', () => {
        stream.isOpen = false;
      });
    });
    asked.end();
  });
  return {
    sessionId,
    status: stream.status,
    events: stream.events,
    changes: () => stream.events.filter(({ name }) => name === 'changed'),
    text: () => stream.text,
    isOpen: () => stream.isOpen,
    close: () => asked.destroy(),
  };
}
