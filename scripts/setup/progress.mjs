/**
 * Says what is being done, does it, and says how long it took.
 *
 * @param {{ doing: string, done: string | ((result: any) => string) }} words e.g. "Building the console", "Built"
 * @param {() => any} work what is to be done
 * @returns what the work returned
 * @throws what the work threw, after saying that it failed
 */
export async function step({ doing, done }, work) {
  const begun = performance.now();
  const isTerminal = process.stdout.isTTY;
  process.stdout.write(`  ${doing} …${isTerminal ? '' : '\n'}`);
  const finish = (line) => process.stdout.write(`${isTerminal ? '\r\x1b[2K' : ''}${line}\n`);
  try {
    const result = await work();
    finish(`✓ ${typeof done === 'string' ? done : done(result)} in ${duration(performance.now() - begun)}`);
    return result;
  } catch (error) {
    finish(`✗ ${doing}: stopped after ${duration(performance.now() - begun)}`);
    throw error;
  }
}

/**
 * @param {number} ms milliseconds
 * @returns {string} as one says it: "0.4 s", "41 s", "2 min 5 s"
 */
function duration(ms) {
  const seconds = ms / 1000;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  if (seconds < 59.5) return `${Math.round(seconds)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
