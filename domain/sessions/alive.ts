import { Prisma } from '@/prisma/generated/client';

/** When a row `s` of `sessions` ends without further activity, by the idle limit that it was opened with. */
export const IDLE_AT: Prisma.Sql = Prisma.sql`(s.last_seen_at + make_interval(mins => s.idle_minutes))`;

/** Whether a row `s` of `sessions` is open: not ended, not expired and not idle for too long. */
export const IS_ALIVE: Prisma.Sql = Prisma.sql`(s.ended_at IS NULL AND s.expires_at > now() AND ${IDLE_AT} > now())`;
