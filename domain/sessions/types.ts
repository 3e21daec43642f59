/** How long sessions last: settings of the process, handed in by the doors. */
export interface SessionLimits {
  idleMinutes: number;
  maxHours: number;
}

/** When a session ends by itself, ISO 8601 in UTC. */
export interface SessionEnds {
  /** Unless there is activity before. */
  idleAt: string;
  /** In any case. */
  expiresAt: string;
}
