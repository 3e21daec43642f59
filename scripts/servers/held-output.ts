import type { ChildProcess } from 'node:child_process';

// What Next.js prints about itself in development. Its address is not the one to use.
const banner = /^\s*(▲|- |✓|$)/;

/** Returns the message in a line of the log. */
function messageOf(line: string): string {
  try {
    return (JSON.parse(line) as { msg?: string }).msg ?? line;
  } catch {
    return line;
  }
}

/**
 * Holds back the output of a server while it starts.
 *
 * @returns `release` prints the held output without the banner, and all later output; `text` returns the held
 *   messages, for a start that fails
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
    text: () => held.trim().split('\n').map(messageOf).join('\n'),
  };
}
