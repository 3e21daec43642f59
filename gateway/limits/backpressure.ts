import type { WebSocket } from 'ws';
import { log } from '@/server/log';
import type { Limits } from './limits';

/**
 * What is sent on one socket. While too much waits to be read at the other end, nothing more is taken from there;
 * a client that reads nothing of it for a while is dropped.
 *
 * @param socket open
 * @param limits how much may wait, and for how long
 * @returns what sends a frame
 */
export function createSender(
  socket: WebSocket,
  { bufferedBytes, stallMs }: Pick<Limits, 'bufferedBytes' | 'stallMs'>,
): (frame: string) => void {
  let stall: NodeJS.Timeout | undefined;

  function drop(): void {
    log().warn({ bufferedBytes: socket.bufferedAmount }, 'dropped a client that does not read');
    socket.terminate();
  }
  function watch(): void {
    clearTimeout(stall);
    stall = setTimeout(drop, stallMs);
  }
  function noteFlushed(): void {
    if (stall === undefined || socket.readyState !== socket.OPEN) return;
    watch();
    if (socket.bufferedAmount > bufferedBytes) return;
    clearTimeout(stall);
    stall = undefined;
    socket.resume();
  }
  socket.once('close', () => clearTimeout(stall));

  return (frame) => {
    if (socket.readyState !== socket.OPEN) return;
    socket.send(frame, noteFlushed);
    if (stall !== undefined || socket.bufferedAmount <= bufferedBytes) return;
    socket.pause();
    watch();
  };
}
