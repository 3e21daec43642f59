import type { Door } from '../call/actor';

/** How long sessions last. The settings of the console and of the gateway define it. */
export interface SessionLimits {
  idleMinutes: number;
  maxHours: number;
}

/** The remaining time of a session, in seconds from the response on, since clocks of two machines differ. */
export interface SessionEnds {
  /** Without further activity. */
  idleSeconds: number;
  /** Regardless of activity. */
  totalSeconds: number;
}

/** The session, by its public id, and the user for whom something was made. */
export interface Owner {
  sessionId: string;
  userId: number;
  userName: string;
}

/** The session that a browser is signed in with. */
export interface PresentSession extends SessionEnds {
  owner: Owner;
}

/** An open session, as its user sees it. */
export interface OpenSession {
  /** The public id, which serves to end the session; not the secret that its client keeps. */
  id: string;
  door: Door;
  /** The address that it was opened from, if known. */
  address: string | null;
  /** What opened it, for example "Firefox 144 on Windows". */
  device: string;
  /** When it was opened, and the last activity: ISO 8601, UTC. */
  createdAt: string;
  lastSeenAt: string;
}

/** One of the actor's own sessions. */
export interface OwnSession extends OpenSession {
  /** Whether this call runs in this session. */
  isCurrent: boolean;
}

/** The most sessions that a list shows: those used most recently. */
export const MAX_SESSIONS = 100;
