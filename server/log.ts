import pino, { type DestinationStream, type Logger } from 'pino';
import { escapeHidden } from '@/domain/values/characters';
import { env } from '@/env';

let cached: Logger | undefined;

/** Bytes that wait to be written at most. */
const MOST_WAITING = 8 * 1024 * 1024;

/** Standard output, which may fail, as on a full disk: lines are lost then, and the next one is tried again. */
function openOutput(): DestinationStream {
  const output = pino.destination({ dest: process.stdout.fd, maxLength: MOST_WAITING });
  let isBroken = false;
  output.on('error', () => {
    isBroken = true;
  });
  output.on('write', () => {
    isBroken = false;
  });
  // A line that finds no room starts no writing by itself.
  output.on('drop', () => output.write(''));
  const flush = output.flushSync.bind(output);
  // At its end the process waits for this, which would try for ever.
  output.flushSync = () => {
    if (!isBroken) flush();
  };
  return output;
}

/**
 * The log: one JSON line per event on standard output. What is secret never gets into it, whoever passes it in.
 *
 * @returns the logger, made at the first call, since a build has no environment yet
 */
export function log(): Logger {
  cached ??= pino(
    {
      level: env().LOG_LEVEL,
      // Names get into it. On a terminal a line must look like what it says.
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
