import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { countRestarts } from '../servers/restarts';
import { untilStopped } from '../servers/supervise';

const RETRY_MS = 500;

interface Kept {
  /** Connection string of one of its databases. */
  url: string;
  isRunning(): boolean;
  /** Starts it on the port that it had. */
  startAgain(): Promise<void>;
}

/**
 * Watches a server by a connection of its own, and starts it again when it ends by itself.
 *
 * @param kept the server
 * @param signal ends the watching
 * @throws UserError when it has ended too often, or does not start again; the signal's reason
 */
export async function keepServer({ url, isRunning, startAgain }: Kept, signal: AbortSignal): Promise<never> {
  const restarts = countRestarts('The embedded PostgreSQL', signal);
  for (;;) {
    await untilLost(url, signal);
    signal.throwIfAborted();
    // While it recovers from a crash of one of its processes it turns everybody away, and comes back by itself.
    if (isRunning()) await sleep(RETRY_MS, undefined, { signal });
    else {
      await restarts.next('its process is gone');
      // Why it did not start is in its log; the next round counts that as another end.
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
    // It can't be reached, which is what this waits for.
  } finally {
    await client.end().catch(() => {});
  }
}
