import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { countRestarts } from '../servers/restarts';
import { untilStopped } from '../servers/supervise';

const RETRY_MS = 500;

interface KeptServer {
  /** Connection string of one of its databases. */
  url: string;
  isRunning(): boolean;
  /** Starts it on the same port. */
  startAgain(): Promise<void>;
}

/**
 * Watches a server over a connection of its own, and starts the server again when it ends by itself.
 *
 * @throws UserError when the server has ended too often or does not start again; the signal's reason when
 *   aborted
 */
export async function keepServer(
  { url, isRunning, startAgain }: KeptServer,
  signal: AbortSignal,
): Promise<never> {
  const restarts = countRestarts('The embedded PostgreSQL', signal);
  for (;;) {
    await untilLost(url, signal);
    signal.throwIfAborted();
    // After a crash of one of its processes, the server refuses connections while it recovers by itself.
    if (isRunning()) await sleep(RETRY_MS, undefined, { signal });
    else {
      await restarts.next('its process is gone');
      // The next round counts a failed start as another end.
      await startAgain().catch((error) => console.error(error.message));
    }
  }
}

/** Resolves when a connection is lost, or can't be made. */
async function untilLost(url: string, signal: AbortSignal): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'access-console-watch',
    keepAlive: true,
    connectionTimeoutMillis: 5_000,
  });
  const lost = new Promise<void>((resolve) => {
    client.on('error', () => resolve());
    client.on('end', () => resolve());
  });
  try {
    await client.connect();
    await Promise.race([lost, untilStopped(signal)]);
  } catch {
    // The connection failed, which is what this function waits for.
  } finally {
    await client.end().catch(() => {});
  }
}
