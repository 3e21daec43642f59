import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { env } from '@/env';
import { connectionSettings } from './connection-settings';

/** A query tests the connection at this interval. */
const PING_MS = 10_000;
const RETRY_MS = { min: 250, max: 5_000 };

/** Gets what happens on a channel. */
export interface ChannelListener {
  onNotice(): void;
  /** Called once the connection listens. Earlier notifications were missed. */
  onUp(): void;
  /** Called when the connection is lost or can't be made. It is then tried again. */
  onDown(error: unknown): void;
}

/** Listens until the signal is aborted or the connection is lost. Always throws the reason. */
async function listenUntilLost(
  channel: string,
  listener: ChannelListener,
  signal: AbortSignal,
): Promise<void> {
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
  client.on('end', () => lost.abort(new Error('The connection that listens for changes has ended.')));
  const isOver = AbortSignal.any([signal, lost.signal]);
  client.on('notification', () => listener.onNotice());
  try {
    await client.connect();
    await client.query(`LISTEN ${client.escapeIdentifier(channel)}`);
    listener.onUp();
    for (;;) {
      await sleep(PING_MS, undefined, { signal: isOver });
      await client.query('SELECT 1');
    }
  } finally {
    await client.end().catch(() => {});
  }
}

/**
 * Listens to a channel of PostgreSQL on a connection of its own, and connects again whenever the connection
 * is lost.
 *
 * @returns a function that ends the connection
 */
export function listenTo(channel: string, listener: ChannelListener): () => void {
  const ended = new AbortController();
  const { signal } = ended;

  async function listenForever(): Promise<void> {
    let waitMs = RETRY_MS.min;
    const onUp = () => {
      waitMs = RETRY_MS.min;
      listener.onUp();
    };
    while (!signal.aborted) {
      try {
        await listenUntilLost(channel, { ...listener, onUp }, signal);
      } catch (error) {
        if (signal.aborted) return;
        listener.onDown(error);
        await sleep(waitMs, undefined, { signal }).catch(() => {});
        waitMs = Math.min(waitMs * 2, RETRY_MS.max);
      }
    }
  }

  listenForever();
  return () => ended.abort();
}
