import pino, { type Logger } from 'pino';
import { escapeHidden } from '@/domain/characters';
import { env } from '@/env';

let cached: Logger | undefined;

/**
 * The log: one JSON line per event on standard output. What is secret never gets into it, whoever passes it in.
 *
 * @returns the logger, made at the first call, since a build has no environment yet
 */
export function log(): Logger {
  cached ??= pino({
    level: env().LOG_LEVEL,
    // Names get into it. On a terminal a line must look like what it says.
    hooks: { streamWrite: escapeHidden },
    redact: {
      paths: ['password', 'secret', 'cookie', 'authorization', '*.password', '*.secret', '*.cookie'],
      censor: '[redacted]',
    },
  });
  return cached;
}
