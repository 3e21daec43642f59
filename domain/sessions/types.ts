import type { Door } from '../call/actor';

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

/** For whom something was made: a session, by its public id, and its user. */
export interface Owner {
  sessionId: string;
  userId: number;
  userName: string;
}

/** The session by which a browser is signed in. */
export interface PresentSession extends SessionEnds {
  owner: Owner;
}

/** A session that is open, as its user sees it. */
export interface OpenSession {
  /** The public id, by which it can be ended; not the secret that its caller carries. */
  id: string;
  door: Door;
  /** Where it was opened from, as far as that is known. */
  address: string | null;
  /** What it was opened with, in words. */
  device: string;
  /** When it was opened, and when its user was there last: ISO 8601, UTC. */
  createdAt: string;
  lastSeenAt: string;
}

/** One of the reader's own sessions. */
export interface OwnSession extends OpenSession {
  /** Whether it is the one by which he reads this. */
  isCurrent: boolean;
}

/** So many sessions are listed at most, those that were used last. */
export const MOST_SESSIONS = 100;
