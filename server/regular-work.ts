import { recordLeftOut } from '@/domain/call/audit/attempt-limit';
import { purgeOldSessions } from '@/domain/sessions/purge';
import { log } from './log';

const MINUTE_MS = 60_000;

/**
 * Work that any one process does for all of them. `run` returns how many rows it changed; `name` goes to the
 * log.
 */
const REGULAR = [
  { minutes: 60, run: purgeOldSessions, name: 'deleting old sessions and failed sign-ins' },
  { minutes: 5, run: recordLeftOut, name: 'recording attempts that were counted' },
];

/**
 * Does the regular work now and at its intervals for as long as the process runs. A failure is logged; the
 * next interval tries again.
 *
 * @returns a function that stops it
 */
export function keepDoingRegularWork(): () => void {
  const timers = REGULAR.map(({ minutes, run, name }) => {
    const work = async () => {
      try {
        const rows = await run();
        if (rows > 0) log().info({ rows }, name);
      } catch (error) {
        log().error({ err: error }, `${name} failed`);
      }
    };
    work();
    return setInterval(work, minutes * MINUTE_MS);
  });
  return () => {
    for (const timer of timers) clearInterval(timer);
  };
}
