import type { WebSocket } from 'ws';
import { log } from '@/server/log';
import type { Limits } from './limits';

/** Sockets that nobody has signed in on. */
export interface SignInWait {
  /** Whether another one may be opened from an address. */
  hasRoom(address: string | null): boolean;
  /**
   * Counts a socket until somebody has signed in on it, and closes it when nobody has in time.
   *
   * @returns what says that somebody has
   */
  begin(socket: WebSocket, address: string | null): () => void;
}

/** How long a client has to answer to the closing of its socket. */
const GOODBYE_MS = 1_000;

/**
 * Bounds the sockets that wait for a sign-in: how many from one address, and for how long.
 *
 * @param limits of the gateway
 */
export function createSignInWait({
  signInMs,
  unknownSockets,
}: Pick<Limits, 'signInMs' | 'unknownSockets'>): SignInWait {
  const waiting = new Map<string, number>();
  const keyOf = (address: string | null) => address ?? 'unknown';
  const change = (key: string, by: number) => {
    const count = (waiting.get(key) ?? 0) + by;
    if (count === 0) waiting.delete(key);
    else waiting.set(key, count);
  };

  return {
    hasRoom: (address) => (waiting.get(keyOf(address)) ?? 0) < unknownSockets,
    begin(socket, address) {
      let isWaiting = true;
      change(keyOf(address), 1);
      const timer = setTimeout(() => {
        log().info({ address }, 'closed a socket that nobody signed in on');
        socket.close(1008, 'Nobody has signed in here in time.');
        setTimeout(() => socket.terminate(), GOODBYE_MS).unref();
      }, signInMs);
      const end = () => {
        if (!isWaiting) return;
        isWaiting = false;
        clearTimeout(timer);
        change(keyOf(address), -1);
      };
      socket.once('close', end);
      return end;
    },
  };
}
