import type { SessionLimits } from '@/domain/sessions/types';
import { env } from '@/env';

/** How long the sessions of this process last, at either door. */
export const sessionLimits = (): SessionLimits => ({
  idleMinutes: env().SESSION_IDLE_MINUTES,
  maxHours: env().SESSION_MAX_HOURS,
});
