import type { ChildProcess } from 'node:child_process';

// What Next.js says of itself in development; the address that it names is not the one to use.
const banner = /^\s*(▲|- |✓|$)/;

/** The words of a line of the log. */
function wordsOf(line: string): string {
  try {
    return (JSON.parse(line) as { msg?: string }).msg ?? line;
  } catch {
    return line;
  }
}

/**
 * Holds back what a server says while it starts.
 *
 * @returns `release` shows what mattered and everything from then on; `text` is the words of all that is held, for when the
 *   start fails
 */
export function holdOutput(server: ChildProcess): { release(): void; text(): string } {
  let held = '';
  let isHolding = true;
  for (const [from, to] of [
    [server.stdout, process.stdout],
    [server.stderr, process.stderr],
  ] as const) {
    from?.setEncoding('utf8').on('data', (chunk: string) => {
      if (isHolding) held += chunk;
      else to.write(chunk);
    });
  }
  return {
    release() {
      isHolding = false;
      const lines = held.split('\n').filter((line) => !banner.test(line));
      if (lines.length > 0) process.stdout.write(`${lines.join('\n')}\n`);
    },
    text: () => held.trim().split('\n').map(wordsOf).join('\n'),
  };
}
