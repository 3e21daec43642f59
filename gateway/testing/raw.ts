import { on } from 'node:events';
import type WebSocket from 'ws';
import type { ClientOptions } from 'ws';
import { openSocket } from './client';

/** A reply from a socket. The JSON strings inside it are parsed. */
export type Frame = Record<string, unknown>;

/** A socket for frames written by hand. */
export interface RawSocket {
  socket: WebSocket;
  /** Returns the next frame, and waits for it if need be. */
  next(): Promise<Frame>;
  /** Sends a frame, and returns the next frame that arrives. */
  ask(frame: string | Buffer | object): Promise<Frame>;
  send(frame: string | Buffer | object): void;
}

function readFrame(text: string): Frame {
  const frame = JSON.parse(text);
  if ('o' in frame) return { ...frame, o: JSON.parse(frame.o) };
  const { payload, ...rest } = JSON.parse(frame.Parameter);
  return { ...frame, Parameter: { ...rest, ...(payload !== undefined && { payload: JSON.parse(payload) }) } };
}

/** A short text for a frame in a test's title. */
export function titleOf(frame: string | Buffer | object): string {
  if (Buffer.isBuffer(frame)) return 'binary';
  const text = typeof frame === 'string' ? frame : JSON.stringify(frame);
  return text.length > 100 ? `${text.slice(0, 100)}…` : text || 'empty';
}

/**
 * Opens a socket for frames written by hand.
 *
 * @param origin where the gateway listens
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

/** Waits until a socket has closed, and returns the close code. */
export const closing = (socket: WebSocket): Promise<number> =>
  new Promise((resolve) => {
    socket.on('error', () => {});
    socket.once('close', resolve);
  });

export interface HttpReply {
  status: number;
  headers: Headers;
  content: Frame;
}

/**
 * Makes a call over HTTP.
 *
 * @param origin where the gateway listens
 * @param body an object, or the raw body
 * @param headers additional ones
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
