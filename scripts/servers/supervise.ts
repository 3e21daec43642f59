// Written by hand: a command must close servers and databases in reverse order after a failure or a signal,
// and must ignore the second Ctrl+C that npm delivers. Libraries that run processes don't do that.

/** Ties what a command opens to the end of the command. */
export interface Lifecycle {
  /** Aborted when SIGINT, SIGTERM or SIGHUP asks the command to end. */
  signal: AbortSignal;
  /**
   * Registers a function that runs when the command ends for any reason. The last one registered runs first.
   */
  atEnd(close: () => Promise<void> | void): void;
  /** Registers work whose failure makes the command fail. */
  dependOn(work: Promise<never>): void;
  /** Rejects with the first failure of the work registered with `dependOn`. */
  failed: Promise<never>;
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs `work`, and closes what it opened when it ends, fails or gets a signal. Further signals change
 * nothing: a terminal and npm both deliver Ctrl+C, and must not interrupt the closing.
 *
 * @param work returns the exit code
 * @param codeWhenStopped exit code after a signal
 * @returns the exit code; 1 when something failed to close
 * @throws what `work` throws, after closing
 */
export async function supervise(
  work: (lifecycle: Lifecycle) => Promise<number>,
  codeWhenStopped: number,
): Promise<number> {
  const controller = new AbortController();
  const closers: (() => Promise<void> | void)[] = [];
  let fail: (error: unknown) => void = () => {};
  const failed = new Promise<never>((_, reject) => {
    fail = reject;
  });
  // No unhandled rejection when the command does not wait for it.
  failed.catch(() => {});
  const stop = () => controller.abort();
  for (const name of signals) process.on(name, stop);
  // The terminal may be closed before the last lines are printed. That must not interrupt the closing.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  let code = codeWhenStopped;
  let isClosed = false;
  try {
    code = await work({
      signal: controller.signal,
      atEnd: (close) => closers.push(close),
      dependOn: (dependency) => void dependency.catch(fail),
      failed,
    });
  } catch (error) {
    if (!controller.signal.aborted) throw error;
  } finally {
    isClosed = await closeAll(closers);
    for (const name of signals) process.off(name, stop);
  }
  return isClosed ? code : 1;
}

// One closer that fails must not prevent the others.
async function closeAll(closers: (() => Promise<void> | void)[]): Promise<boolean> {
  let isClosed = true;
  for (const close of closers.reverse()) {
    try {
      await close();
    } catch (error) {
      isClosed = false;
      console.error(error);
    }
  }
  return isClosed;
}

/** Returns a promise that rejects when the signal is aborted, to race against long waits. */
export function untilStopped(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
