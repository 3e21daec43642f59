import { get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Env } from '@/env';

/**
 * Waits until a server says that it is well.
 *
 * @param env where it listens, and by which name it wants to be called
 * @param signal gives up early
 * @throws Error when it isn't well after 60 seconds; the signal's reason
 */
export async function untilHealthy(env: Env, signal: AbortSignal): Promise<void> {
  const deadline = performance.now() + 60_000;
  for (let last = 'no answer'; ; ) {
    signal.throwIfAborted();
    last = await askHealth(env);
    if (last === '200') return;
    if (performance.now() > deadline)
      throw new Error(`The web server isn't well after 60 s: /healthz says ${last}.`);
    await sleep(100, undefined, { signal });
  }
}

function askHealth(env: Env): Promise<string> {
  const everywhere: Record<string, string> = { '0.0.0.0': '127.0.0.1', '::': '::1' };
  return new Promise((resolve) => {
    const request = get({
      host: everywhere[env.HOST] ?? env.HOST,
      port: env.PORT,
      path: '/healthz',
      // The console answers only to its public name.
      headers: { host: new URL(env.NEXTAUTH_URL).host },
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
