import type { SessionLimits } from '@/domain/sessions/types';
import { env } from '@/env';

/** How long sessions last, those of the console and of the gateway. */
export const sessionLimits = (): SessionLimits => ({
  idleMinutes: env().SESSION_IDLE_MINUTES,
  maxHours: env().SESSION_MAX_HOURS,
});
