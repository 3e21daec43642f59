import pino, { type DestinationStream, type Logger } from 'pino';
import { escapeHidden } from '@/domain/values/characters';
import { env } from '@/env';

let cached: Logger | undefined;

/** Bytes that may wait to be written. */
const MAX_WAITING = 8 * 1024 * 1024;

/**
 * Standard output. A write can fail, for example on a full disk: lines are lost then, and the next one is
 * tried.
 */
function openOutput(): DestinationStream {
  const output = pino.destination({ dest: process.stdout.fd, maxLength: MAX_WAITING });
  let isBroken = false;
  output.on('error', () => {
    isBroken = true;
  });
  output.on('write', () => {
    isBroken = false;
  });
  // pino does not try to write after it drops a line.
  output.on('drop', () => output.write(''));
  const flush = output.flushSync.bind(output);
  // The process calls this when it ends. On a broken output it would retry forever.
  output.flushSync = () => {
    if (!isBroken) flush();
  };
  return output;
}

/**
 * The log: one JSON line per event on standard output. Secrets under the names below are redacted.
 *
 * @returns the logger; it is created at the first call, since a build has no environment yet
 */
export function log(): Logger {
  cached ??= pino(
    {
      level: env().LOG_LEVEL,
      // Lines contain names. A terminal must show them as they are.
      hooks: { streamWrite: escapeHidden },
      redact: {
        paths: ['password', 'secret', 'cookie', 'authorization', '*.password', '*.secret', '*.cookie'],
        censor: '[redacted]',
      },
    },
    openOutput(),
  );
  return cached;
}
