import type { RateLimit } from '@/domain/call/rate-limits';

/** What a caller may ask of the gateway. */
export interface Limits {
  /** Calls without a session, sign-ins and malformed calls, from one address. */
  unauthenticated: RateLimit;
  /** Calls that change something, by one user. */
  changes: RateLimit;
  /** Calls of one socket that wait for their reply. */
  callsInFlight: number;
  /** Longest frame or body that is read as a call. */
  frameBytes: number;
  /** Longest frame that is answered at all; a longer one ends the socket. */
  largestFrameBytes: number;
  /** What large calls together may hold while they are read and wait for their turn, and those of one address. */
  waitingBytes: number;
  waitingBytesOfOne: number;
  /** What frames that have not come to their end may hold together, and those of one address. */
  unfinishedBytes: number;
  unfinishedBytesOfOne: number;
  /** Calls of one caller that may wait for their turn. */
  waitingCalls: number;
  /** What may wait to be sent on one socket before nothing more is read from it. */
  bufferedBytes: number;
  /** How long nothing of that may be read at the other end before the client is dropped. */
  stallMs: number;
  /** Sockets from one address that nobody has signed in on, and how long one may stay so. */
  unknownSockets: number;
  signInMs: number;
  /** Connections at once. */
  connections: number;
  /** How often a socket is asked for a sign of life. One that gave none by the next time is dropped. */
  heartbeatMs: number;
  /** How long calls in flight may go on once the gateway is told to stop. */
  drainMs: number;
}

const MEBIBYTE = 1024 * 1024;

export const LIMITS: Limits = {
  unauthenticated: { calls: 300, seconds: 60 },
  // Every change waits for the head of the audit chain, so one busy script would slow everybody down.
  changes: { calls: 12_000, seconds: 60 },
  callsInFlight: 64,
  frameBytes: MEBIBYTE,
  largestFrameBytes: 4 * MEBIBYTE,
  waitingBytes: 16 * MEBIBYTE,
  waitingBytesOfOne: 4 * MEBIBYTE,
  unfinishedBytes: 64 * MEBIBYTE,
  unfinishedBytesOfOne: 8 * MEBIBYTE,
  waitingCalls: 4_000,
  bufferedBytes: 4 * MEBIBYTE,
  stallMs: 10_000,
  unknownSockets: 200,
  signInMs: 30_000,
  connections: 10_000,
  heartbeatMs: 30_000,
  drainMs: 8_000,
};
