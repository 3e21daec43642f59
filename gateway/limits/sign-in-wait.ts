import type { WebSocket } from 'ws';
import { log } from '@/server/log';
import type { Limits } from './limits';

/** Limits the sockets that have no sign-in yet. */
export interface SignInWait {
  /** Whether an address may open another socket. */
  hasRoom(address: string | null): boolean;
  /**
   * Counts a socket until a user signs in on it, and closes it when that takes too long.
   *
   * @returns a function to call when a user has signed in
   */
  begin(socket: WebSocket, address: string | null): () => void;
}

/** How long a client has to answer the close frame. Then the connection is cut. */
const CLOSE_TIMEOUT_MS = 1_000;

export function createSignInWait({
  signInMs,
  unauthenticatedSockets,
}: Pick<Limits, 'signInMs' | 'unauthenticatedSockets'>): SignInWait {
  const waiting = new Map<string, number>();
  const keyOf = (address: string | null) => address ?? 'unknown';
  const change = (key: string, by: number) => {
    const count = (waiting.get(key) ?? 0) + by;
    if (count === 0) waiting.delete(key);
    else waiting.set(key, count);
  };

  return {
    hasRoom: (address) => (waiting.get(keyOf(address)) ?? 0) < unauthenticatedSockets,
    begin(socket, address) {
      let isWaiting = true;
      change(keyOf(address), 1);
      const timer = setTimeout(() => {
        log().info({ address }, 'closed a socket that nobody signed in on');
        socket.close(1008, 'Nobody has signed in here in time.');
        setTimeout(() => socket.terminate(), CLOSE_TIMEOUT_MS).unref();
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
