import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { UserError } from '../setup/user-error.mjs';

const MAX_RESTARTS = 5;
const WITHIN_MS = 10 * 60_000;
const FIRST_WAIT_MS = 250;

/** Counts how often a server ended by itself, and decides whether it may start again. */
export interface Restarts {
  /**
   * Logs that the server ended, then waits before the next start. Each recent end doubles the wait.
   *
   * @param how for example "SIGKILL"
   * @throws UserError after more than 5 ends within 10 minutes; the signal's reason when the command must end
   */
  next(how: string): Promise<void>;
}

/** @param name of the server, at the beginning of a sentence */
export function countRestarts(name: string, signal: AbortSignal): Restarts {
  const log = pino();
  let ends: number[] = [];
  return {
    async next(how) {
      signal.throwIfAborted();
      const now = performance.now();
      ends = [...ends.filter((at) => now - at < WITHIN_MS), now];
      if (ends.length > MAX_RESTARTS) {
        throw new UserError(
          `${name} ended by itself ${ends.length} times within 10 minutes; the last time: ${how}.`,
        );
      }
      log.error(
        { how, restart: ends.length, of: MAX_RESTARTS },
        `${name} ended by itself and is started again`,
      );
      await sleep(FIRST_WAIT_MS * 2 ** (ends.length - 1), undefined, { signal });
    },
  };
}
