import { on } from 'node:events';
import type WebSocket from 'ws';
import type { ClientOptions } from 'ws';
import { openSocket } from './client';

/** A reply as it came over a socket, with what it holds as a string read. */
export type Frame = Record<string, unknown>;

/** A socket whose frames are written by hand. */
export interface RawSocket {
  socket: WebSocket;
  /** The next frame that has come or comes. */
  next(): Promise<Frame>;
  /** Sends a frame, and waits for the next that comes. */
  ask(frame: string | Buffer | object): Promise<Frame>;
  send(frame: string | Buffer | object): void;
}

/** Replies hold their payload as a string, which must be JSON itself. */
function readFrame(text: string): Frame {
  const frame = JSON.parse(text);
  if ('o' in frame) return { ...frame, o: JSON.parse(frame.o) };
  const { payload, ...rest } = JSON.parse(frame.Parameter);
  return { ...frame, Parameter: { ...rest, ...(payload !== undefined && { payload: JSON.parse(payload) }) } };
}

/** What a frame is called in a test's name, however long it is. */
export function titleOf(frame: string | Buffer | object): string {
  if (Buffer.isBuffer(frame)) return 'binary';
  const text = typeof frame === 'string' ? frame : JSON.stringify(frame);
  return text.length > 100 ? `${text.slice(0, 100)}…` : text || 'empty';
}

/**
 * Opens a socket for frames of one's own.
 *
 * @param origin where the gateway listens
 * @param path which protocol
 * @param options as `ws` takes them
 */
export async function openRaw(
  origin: string,
  path: '/WSGateway/' | '/APAD/',
  options: ClientOptions = {},
): Promise<RawSocket> {
  const socket = await openSocket(origin, path, options);
  const messages = on(socket, 'message', { close: ['close'] });
  async function next(): Promise<Frame> {
    const { value, done } = await messages.next();
    if (done) throw new Error('The socket was closed.');
    return readFrame(String(value[0]));
  }
  function send(frame: string | Buffer | object): void {
    socket.send(typeof frame === 'string' || Buffer.isBuffer(frame) ? frame : JSON.stringify(frame));
  }
  return {
    socket,
    next,
    send,
    ask(frame) {
      send(frame);
      return next();
    },
  };
}

/**
 * Waits until a socket has closed.
 *
 * @returns with which code
 */
export const closing = (socket: WebSocket): Promise<number> =>
  new Promise((resolve) => {
    socket.on('error', () => {});
    socket.once('close', resolve);
  });

/** What came back over HTTP. */
export interface HttpReply {
  status: number;
  headers: Headers;
  content: Frame;
}

/**
 * Calls over HTTP.
 *
 * @param origin where the gateway listens
 * @param call its name
 * @param body as it is to be sent, or an object
 * @param headers beside the usual ones
 */
export async function post(
  origin: string,
  call: string,
  body: string | Uint8Array<ArrayBuffer> | object = {},
  headers: Record<string, string> = {},
): Promise<HttpReply> {
  const isRaw = typeof body === 'string' || body instanceof Uint8Array;
  const response = await fetch(`${origin}/AP/${call}`, {
    method: 'POST',
    headers,
    body: isRaw ? body : JSON.stringify(body),
  });
  return { status: response.status, headers: response.headers, content: await response.json() };
}
