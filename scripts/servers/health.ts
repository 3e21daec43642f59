import { get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** A server that answers at /healthz. */
export interface Listener {
  /** What it is called when it isn't well. */
  name: string;
  host: string;
  port: number;
  /** The name it wants to be called by. */
  publicHost: string;
}

/** A bound that only a hang exceeds, on a slow machine too. */
const MOST_SECONDS = 180;

/**
 * Waits until a server says that it is well.
 *
 * @param listener where it listens
 * @param signal gives up early
 * @throws Error when it isn't well after three minutes; the signal's reason
 */
export async function untilHealthy(listener: Listener, signal?: AbortSignal): Promise<void> {
  const deadline = performance.now() + MOST_SECONDS * 1_000;
  for (let last = 'no answer'; ; ) {
    signal?.throwIfAborted();
    last = await askHealth(listener);
    if (last === '200') return;
    if (performance.now() > deadline)
      throw new Error(`${listener.name} isn't well after ${MOST_SECONDS} s: /healthz says ${last}.`);
    await sleep(100, undefined, signal && { signal });
  }
}

function askHealth({ host, port, publicHost }: Listener): Promise<string> {
  const everywhere: Record<string, string> = { '0.0.0.0': '127.0.0.1', '::': '::1' };
  return new Promise((resolve) => {
    const request = get({
      host: everywhere[host] ?? host,
      port,
      path: '/healthz',
      headers: { host: publicHost },
      timeout: 5_000,
    });
    request.once('response', (response) => {
      response.resume();
      resolve(String(response.statusCode));
    });
    request.once('timeout', () => request.destroy(new Error('no answer in 5 s')));
    request.once('error', (error) => resolve(error.message));
  });
}
