// Written by hand because it runs before `npm ci` has installed any package: it shows that installation.

/**
 * Prints what is being done, runs `work`, and prints how long it took.
 *
 * @param {{ doing: string, done: string | ((result: any) => string) }} labels e.g. "Building the console",
 *   "Built"
 * @param {() => any} work
 * @returns what `work` returns
 * @throws what `work` throws, after printing that it failed
 */
export async function step({ doing, done }, work) {
  const startedAt = performance.now();
  const isTerminal = process.stdout.isTTY;
  process.stdout.write(`  ${doing} …${isTerminal ? '' : '\n'}`);
  const finish = (line) => process.stdout.write(`${isTerminal ? '\r\x1b[2K' : ''}${line}\n`);
  try {
    const result = await work();
    finish(
      `✓ ${typeof done === 'string' ? done : done(result)} in ${duration(performance.now() - startedAt)}`,
    );
    return result;
  } catch (error) {
    finish(`✗ ${doing}: stopped after ${duration(performance.now() - startedAt)}`);
    throw error;
  }
}

/**
 * @param {number} ms milliseconds
 * @returns {string} for example "0.4 s", "41 s", "2 min 5 s"
 */
export function duration(ms) {
  const seconds = ms / 1000;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  if (seconds < 59.5) return `${Math.round(seconds)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
