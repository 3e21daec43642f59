import pino, { type DestinationStream, type Logger } from 'pino';
import { escapeHidden } from '@/domain/characters';
import { env } from '@/env';

let cached: Logger | undefined;

/** Bytes that wait to be written at most. */
const MOST_WAITING = 1024 * 1024;

/** Standard output, which may fail, as on a full disk: lines are lost then, and the next ones are tried again. */
function openOutput(): DestinationStream {
  const output = pino.destination({ dest: process.stdout.fd, maxLength: MOST_WAITING });
  const flush = output.flushSync.bind(output);
  // Called at the process's end, too, which must not fail.
  output.flushSync = () => {
    try {
      flush();
    } catch {
      // What waits is lost, or is tried again with the next line.
    }
  };
  output.on('error', () => {});
  // Whatever is full is only emptied by writing.
  output.on('drop', () => output.flushSync());
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
