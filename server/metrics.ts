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

/** Says that a call has ended, and by which error; without one it went well. */
export type EndCall = (error?: unknown) => void;

/**
 * Begins to measure a call. Prefer `measured` wherever the call ends with a promise.
 *
 * @param door where it came in
 * @param call its name. Never what a stranger wrote: each name is kept for as long as the process lives
 * @returns what counts it when it ends, once, however often it is told
 */
export function beginCall(door: Door, call: string): EndCall {
  const beginning = performance.now();
  let hasEnded = false;
  return (error) => {
    if (hasEnded) return;
    hasEnded = true;
    const outcome: Outcome = error === undefined ? 'ok' : errorOf(error);
    metrics().calls.inc({ door, call, outcome });
    metrics().seconds.observe({ door, call }, (performance.now() - beginning) / 1_000);
  };
}

/**
 * Measures a call: how long it takes, and how it ends.
 *
 * @param door where it came in
 * @param call its name, as for beginCall
 * @param work the call itself
 * @returns what the work returns
 * @throws what the work throws, as it came
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
 * Counts a try to sign in.
 *
 * @param door where
 * @param work the try: what it returns is null when it was rejected
 * @returns what the work returns
 * @throws what the work throws, as it came
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

/** Counts a page that could not be shown: it may have failed before it made any call. */
export const countFailedPage = (): void => metrics().failedPages.inc();

/**
 * Has things counted that stay open, whenever metrics are read.
 *
 * @param thing what they are
 * @param count how many are open at that moment; those of several watchers are added up
 * @returns what ends it
 */
export function watchOpen(thing: OpenThing, count: () => number): () => void {
  const watchers = metrics().open[thing];
  watchers.add(count);
  return () => watchers.delete(count);
}

/**
 * All that has been measured since the process started, and how it stands.
 *
 * @returns lines in Prometheus' text format, and the content type that names it
 */
export async function readMetrics(): Promise<{ type: string; text: string }> {
  const { registry } = metrics();
  return { type: registry.contentType, text: await registry.metrics() };
}
