import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { UserError } from '../setup/user-error.mjs';

const MOST = 5;
const WITHIN_MS = 10 * 60_000;
const FIRST_WAIT_MS = 250;

/** Counts how often something ended by itself, and decides whether it is started again. */
export interface Restarts {
  /**
   * Logs that it ended, and waits before the next start: the more often it ended lately, the longer.
   *
   * @param how it ended, for example "SIGKILL"
   * @throws UserError when it has ended too often; the signal's reason when the command is to end
   */
  next(how: string): Promise<void>;
}

/**
 * @param name what is started again, as the first words of a sentence
 * @param signal ends the waiting
 */
export function countRestarts(name: string, signal: AbortSignal): Restarts {
  const log = pino();
  let ends: number[] = [];
  return {
    async next(how) {
      signal.throwIfAborted();
      const now = performance.now();
      ends = [...ends.filter((at) => now - at < WITHIN_MS), now];
      if (ends.length > MOST) {
        throw new UserError(
          `${name} ended by itself ${ends.length} times within 10 minutes; the last time: ${how}.`,
        );
      }
      log.error({ how, restart: ends.length, of: MOST }, `${name} ended by itself and is started again`);
      await sleep(FIRST_WAIT_MS * 2 ** (ends.length - 1), undefined, { signal });
    },
  };
}
