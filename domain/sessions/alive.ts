import { Prisma } from '@/prisma/generated/client';

/**
 * When a row `s` of the sessions ends unless somebody is there before: after the idle limit it was opened
 * under.
 */
export const IDLE_AT: Prisma.Sql = Prisma.sql`(s.last_seen_at + make_interval(mins => s.idle_minutes))`;

/** Whether a row `s` of the sessions is still good: neither ended nor expired nor left idle for too long. */
export const IS_ALIVE: Prisma.Sql = Prisma.sql`(s.ended_at IS NULL AND s.expires_at > now() AND ${IDLE_AT} > now())`;
