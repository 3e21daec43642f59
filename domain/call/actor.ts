import type { Rights } from './permissions';

/**
 * The user on whose behalf a call runs, read from the database for each request by way of an open session.
 */
export interface Actor extends Rights {
  userId: number;
  userName: string;
  /** The session's public id, never its secret. */
  sessionId: string;
}

export type Door = 'console' | 'gateway';

/** The way by which a call came in. */
export interface CallContext {
  door: Door;
  /** The client's network address, or null when no trusted proxy supplies it. */
  address: string | null;
  /** Ties the reply, the log and the audit entry together. A UUID. */
  correlationId: string;
}
