import { get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** A server that answers at /healthz. */
export interface Listener {
  /** Used in error messages, at the beginning of a sentence. */
  name: string;
  host: string;
  port: number;
  /** Host and port for the Host header: the console answers to its public name only. */
  publicHost: string;
}

/** Only a hang exceeds this limit, on a slow machine too. */
const MAX_SECONDS = 180;

/**
 * Waits until a server answers /healthz with 200.
 *
 * @throws Error when it does not within three minutes; the signal's reason when aborted
 */
export async function untilHealthy(listener: Listener, signal?: AbortSignal): Promise<void> {
  const deadline = performance.now() + MAX_SECONDS * 1_000;
  for (let last = 'no answer'; ; ) {
    signal?.throwIfAborted();
    last = await askHealth(listener);
    if (last === '200') return;
    if (performance.now() > deadline)
      throw new Error(`${listener.name} isn't healthy after ${MAX_SECONDS} s: /healthz answers ${last}.`);
    await sleep(100, undefined, signal && { signal });
  }
}

function askHealth({ host, port, publicHost }: Listener): Promise<string> {
  const anyAddress: Record<string, string> = { '0.0.0.0': '127.0.0.1', '::': '::1' };
  return new Promise((resolve) => {
    const request = get({
      host: anyAddress[host] ?? host,
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
