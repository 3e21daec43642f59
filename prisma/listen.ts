import 'server-only';
import { Client } from 'pg';
import { env } from '@/env';

/** How long the connection may be silent before it is asked whether it is still there. */
const PULSE_MS = 10_000;
const QUERY_MS = 2_000;
const RETRY_MS = { first: 250, longest: 5_000 };

/** Hears what happens on a channel. */
export interface Hearing {
  onNotice(): void;
  /** The channel is heard from now on: what was said before was missed. */
  onUp(): void;
  /** The channel is heard no longer, or could not be. It is tried again by itself. */
  onDown(error: unknown): void;
}

/**
 * Listens to a channel of PostgreSQL, on a connection of its own, and connects again whenever it is lost.
 *
 * @param channel its name, an identifier
 * @param hearing who hears of it
 * @returns ends it
 */
export function listenTo(channel: string, hearing: Hearing): () => void {
  const ended = new AbortController();
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      ended.signal.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve();
      });
    });

  /** Returns when it is ended, throws when the connection is lost. */
  async function hear(): Promise<void> {
    const client = new Client({
      connectionString: env().DATABASE_URL,
      ...{ connectionTimeoutMillis: QUERY_MS, query_timeout: QUERY_MS, keepAlive: true },
      application_name: 'access-console-live',
    });
    let lost: unknown;
    // A connection that breaks says so here; without a listener that would end the process.
    client.on('error', (error) => {
      lost = error;
    });
    client.on('notification', () => hearing.onNotice());
    try {
      await client.connect();
      await client.query(`LISTEN ${client.escapeIdentifier(channel)}`);
      hearing.onUp();
      while (!ended.signal.aborted) {
        await pause(PULSE_MS);
        if (lost) throw lost;
        if (!ended.signal.aborted) await client.query('SELECT 1');
      }
    } finally {
      await client.end().catch(() => {});
    }
  }

  async function hearForever(): Promise<void> {
    for (let wait = RETRY_MS.first; !ended.signal.aborted; wait = Math.min(wait * 2, RETRY_MS.longest)) {
      try {
        await hear();
      } catch (error) {
        if (ended.signal.aborted) return;
        hearing.onDown(error);
        await pause(wait);
      }
    }
  }

  hearForever();
  return () => ended.abort();
}
