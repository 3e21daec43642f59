import 'server-only';
import type { Door } from '@/domain/call/actor';
import { type ErrorKind, Refusal } from '@/domain/call/errors';
import { translateError } from '@/domain/call/transaction';
import { metrics, type OpenThing } from './metric-registry';

/** How a call ended. */
type Outcome = 'ok' | ErrorKind;

function errorOf(error: unknown): ErrorKind {
  const failure = translateError(error);
  return failure instanceof Refusal ? failure.kind : 'server_error';
}

/** Reports the end of a call, with the error if it failed. Only the first report counts. */
export type EndCall = (error?: unknown) => void;

/**
 * Begins to measure a call. Prefer `measured` where the call ends with a promise.
 *
 * @param call a documented name, never text from a client: each name stays in memory until the process ends
 */
export function beginCall(door: Door, call: string): EndCall {
  const startedAt = performance.now();
  let hasEnded = false;
  return (error) => {
    if (hasEnded) return;
    hasEnded = true;
    const outcome: Outcome = error === undefined ? 'ok' : errorOf(error);
    metrics().calls.inc({ door, call, outcome });
    metrics().seconds.observe({ door, call }, (performance.now() - startedAt) / 1_000);
  };
}

/**
 * Measures how long a call takes and how it ends.
 *
 * @param call as for `beginCall`
 * @returns what `work` returns
 * @throws what `work` throws
 */
export async function measured<T>(door: Door, call: string, work: () => Promise<T>): Promise<T> {
  const end = beginCall(door, call);
  try {
    const result = await work();
    end();
    return result;
  } catch (error) {
    end(error);
    throw error;
  }
}

/**
 * Counts an attempt to sign in.
 *
 * @param work returns null when the attempt was rejected
 * @returns what `work` returns
 * @throws what `work` throws
 */
export async function countedSignIn<T>(door: Door, work: () => Promise<T | null>): Promise<T | null> {
  const { signIns } = metrics();
  try {
    const session = await work();
    signIns.inc({ door, outcome: session === null ? 'rejected' : 'ok' });
    return session;
  } catch (error) {
    signIns.inc({ door, outcome: errorOf(error) });
    throw error;
  }
}

/** Counts a page that could not be shown. It may have failed before it made a call. */
export const countFailedPage = (): void => metrics().failedPages.inc();

/**
 * Registers a function that counts open things whenever metrics are read.
 *
 * @param count how many are open now; the counts of several watchers are added
 * @returns a function that unregisters it
 */
export function watchOpen(thing: OpenThing, count: () => number): () => void {
  const watchers = metrics().open[thing];
  watchers.add(count);
  return () => watchers.delete(count);
}

/**
 * The current values of all metrics.
 *
 * @returns lines in Prometheus' text format, and its content type
 */
export async function readMetrics(): Promise<{ type: string; text: string }> {
  const { registry } = metrics();
  return { type: registry.contentType, text: await registry.metrics() };
}
