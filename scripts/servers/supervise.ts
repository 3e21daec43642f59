/** What a piece of work needs to know to end well. */
export interface Life {
  /** Aborted when whoever started the command wants it to end. */
  signal: AbortSignal;
  /** Names something to be closed at the end, whatever the reason; the last one named is closed first. */
  atEnd(close: () => Promise<void> | void): void;
  /** Names something that must not fail while the command runs; the command fails with it. */
  dependOn(work: Promise<never>): void;
  /** Rejected by the first failure of what the command depends on. */
  failed: Promise<never>;
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Does work that opens things, and closes them all when it ends, fails, or a signal asks for the end. Further
 * signals change nothing: a terminal and npm both deliver Ctrl+C, and closing must not be cut short.
 *
 * @param work returns the exit code
 * @param codeWhenStopped exit code after a signal
 * @returns the exit code
 * @throws what the work threw, after closing
 */
export async function supervise(
  work: (life: Life) => Promise<number>,
  codeWhenStopped: number,
): Promise<number> {
  const controller = new AbortController();
  const closers: (() => Promise<void> | void)[] = [];
  let fail: (error: unknown) => void = () => {};
  const failed = new Promise<never>((_, reject) => {
    fail = reject;
  });
  // Whoever waits for it hears of it.
  failed.catch(() => {});
  const stop = () => controller.abort();
  for (const name of signals) process.on(name, stop);
  // The terminal may be gone by the time we say goodbye; that must not cut the closing short.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  let code = codeWhenStopped;
  let isClosed = false;
  try {
    code = await work({
      signal: controller.signal,
      atEnd: (close) => closers.push(close),
      dependOn: (kept) => void kept.catch(fail),
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

// One that can't be closed must not keep the others open.
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

/**
 * @param signal the signal of a Life
 * @returns a promise that is rejected when the end is asked for, to be raced against long waits
 */
export function untilStopped(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
