/** How long sessions last: settings of the process, handed in by the doors. */
export interface SessionLimits {
  idleMinutes: number;
  maxHours: number;
}

/** How long a session will go on, in seconds from the answer on: clocks of two machines never agree. */
export interface SessionEnds {
  /** Unless there is activity before. */
  idleSeconds: number;
  /** In any case. */
  totalSeconds: number;
}
