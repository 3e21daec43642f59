import type { Rights } from './permissions';

/** Who calls: made by a door from a live session, read from the database for this very request. */
export interface Actor extends Rights {
  userId: number;
  userName: string;
  /** The session's public id, never its secret. */
  sessionId: string;
}

export type Door = 'console' | 'gateway';

/** How a call came in. */
export interface CallContext {
  door: Door;
  /** The caller's address, or null where no trusted proxy tells it. */
  address: string | null;
  /** Ties the reply, the log and the audit entry together. A UUID. */
  correlationId: string;
}
