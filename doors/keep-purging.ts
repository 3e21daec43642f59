import { purgeOldSessions } from '@/domain/sessions/purge';
import { log } from './log';

const HOUR_MS = 3_600_000;

/**
 * Deletes old sessions and failed sign-ins now and every hour, for as long as the process runs.
 *
 * @returns what ends it
 */
export function keepPurging(): () => void {
  const purge = async () => {
    try {
      const rows = await purgeOldSessions();
      if (rows > 0) log().info({ rows }, 'old sessions and failed sign-ins were deleted');
    } catch (error) {
      log().error({ err: error }, 'old sessions and failed sign-ins could not be deleted');
    }
  };
  purge();
  const timer = setInterval(purge, HOUR_MS);
  return () => clearInterval(timer);
}
