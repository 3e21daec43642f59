import type { RateLimit } from '@/domain/call/rate-limits';

/** The limits of one gateway, for tests to override. */
export interface Limits {
  /** Calls without a session, sign-ins and malformed calls, from one address. */
  unauthenticated: RateLimit;
  /** Calls that change something, by one user. */
  changes: RateLimit;
  /** Calls of one socket that wait for their reply. */
  callsInFlight: number;
  /** Longest frame or body that is read as a call; a longer one is refused. */
  maxCallBytes: number;
  /** Longest frame that gets an answer; a longer one closes the socket. */
  maxFrameBytes: number;
  /** Memory of large calls from reading until the answer: of all, and of those from one address. */
  waitingBytes: number;
  waitingBytesPerAddress: number;
  /** Memory of frames that have not arrived completely: of all, and of those from one address. */
  unfinishedBytes: number;
  unfinishedBytesPerAddress: number;
  /** Calls of one user, or from one address, that may wait for a free place. */
  waitingCalls: number;
  /** Bytes that may wait to be sent on one socket. With more, the gateway stops reading from it. */
  bufferedBytes: number;
  /** How long a client may read none of these bytes before it is dropped. */
  stallMs: number;
  /** Sockets from one address without a sign-in, and how long one may stay so. */
  unauthenticatedSockets: number;
  signInMs: number;
  /** Open connections, of HTTP and WebSockets together. */
  connections: number;
  /** How often each socket is pinged. A socket without an answer by the next ping is dropped. */
  heartbeatMs: number;
  /** How long calls in flight may continue once the gateway is stopping. */
  drainMs: number;
}

const MEBIBYTE = 1024 * 1024;

export const LIMITS: Limits = {
  unauthenticated: { calls: 300, seconds: 60 },
  // Every change waits for the head of the audit chain, so one busy script would slow down all users.
  changes: { calls: 12_000, seconds: 60 },
  callsInFlight: 64,
  maxCallBytes: MEBIBYTE,
  maxFrameBytes: 4 * MEBIBYTE,
  waitingBytes: 16 * MEBIBYTE,
  waitingBytesPerAddress: 4 * MEBIBYTE,
  unfinishedBytes: 64 * MEBIBYTE,
  unfinishedBytesPerAddress: 8 * MEBIBYTE,
  waitingCalls: 4_000,
  bufferedBytes: 4 * MEBIBYTE,
  stallMs: 10_000,
  unauthenticatedSockets: 200,
  signInMs: 30_000,
  connections: 10_000,
  heartbeatMs: 30_000,
  drainMs: 8_000,
};
