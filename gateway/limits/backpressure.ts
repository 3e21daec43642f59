import type { WebSocket } from 'ws';
import { log } from '@/server/log';
import type { Limits } from './limits';

/**
 * Sends frames on one socket, with backpressure. While more than `bufferedBytes` wait to be sent, the gateway
 * reads nothing from the socket. A client that reads nothing for `stallMs` is dropped.
 *
 * @returns a function that sends a frame
 */
export function createSender(
  socket: WebSocket,
  { bufferedBytes, stallMs }: Pick<Limits, 'bufferedBytes' | 'stallMs'>,
): (frame: string) => void {
  let stallTimer: NodeJS.Timeout | undefined;

  function drop(): void {
    log().warn({ bufferedBytes: socket.bufferedAmount }, 'dropped a client that does not read');
    socket.terminate();
  }
  function restartTimer(): void {
    clearTimeout(stallTimer);
    stallTimer = setTimeout(drop, stallMs);
  }
  function onFlushed(): void {
    if (stallTimer === undefined || socket.readyState !== socket.OPEN) return;
    restartTimer();
    if (socket.bufferedAmount > bufferedBytes) return;
    clearTimeout(stallTimer);
    stallTimer = undefined;
    socket.resume();
  }
  socket.once('close', () => clearTimeout(stallTimer));

  return (frame) => {
    if (socket.readyState !== socket.OPEN) return;
    socket.send(frame, onFlushed);
    if (stallTimer !== undefined || socket.bufferedAmount <= bufferedBytes) return;
    socket.pause();
    restartTimer();
  };
}
