import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { env } from '@/env';
import { connectionSettings } from './connection-settings';

/** How long the connection may be silent before it is asked whether it is still there. */
const PULSE_MS = 10_000;
const RETRY_MS = { first: 250, longest: 5_000 };

/** Hears what happens on a channel. */
export interface Hearing {
  onNotice(): void;
  /** The channel is heard from now on: what was said before was missed. */
  onUp(): void;
  /** The channel is heard no longer, or could not be. It is tried again by itself. */
  onDown(error: unknown): void;
}

/** Hears until the connection is lost, and throws why, or until it is ended. */
async function hear(channel: string, hearing: Hearing, signal: AbortSignal): Promise<void> {
  const { DATABASE_URL, DATABASE_TIME_LIMIT_MS: queryMs } = env();
  const client = new Client({
    ...connectionSettings(DATABASE_URL),
    connectionTimeoutMillis: queryMs,
    query_timeout: queryMs,
    keepAlive: true,
    application_name: 'access-console-live',
  });
  const lost = new AbortController();
  client.on('error', (error) => lost.abort(error));
  client.on('end', () => lost.abort(new Error('The connection that hears of changes has ended.')));
  const isOver = AbortSignal.any([signal, lost.signal]);
  client.on('notification', () => hearing.onNotice());
  try {
    await client.connect();
    await client.query(`LISTEN ${client.escapeIdentifier(channel)}`);
    hearing.onUp();
    for (;;) {
      await sleep(PULSE_MS, undefined, { signal: isOver });
      await client.query('SELECT 1');
    }
  } finally {
    await client.end().catch(() => {});
  }
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
  const { signal } = ended;

  async function hearForever(): Promise<void> {
    let wait = RETRY_MS.first;
    const onUp = () => {
      wait = RETRY_MS.first;
      hearing.onUp();
    };
    while (!signal.aborted) {
      try {
        await hear(channel, { ...hearing, onUp }, signal);
      } catch (error) {
        if (signal.aborted) return;
        hearing.onDown(error);
        await sleep(wait, undefined, { signal }).catch(() => {});
        wait = Math.min(wait * 2, RETRY_MS.longest);
      }
    }
  }

  hearForever();
  return () => ended.abort();
}
