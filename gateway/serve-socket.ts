import { randomUUID } from 'node:crypto';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { Refusal } from '@/domain/call/errors';
import { log } from '@/server/log';
import type { Answer } from './call-message';
import { type Dispatcher, STOPPING } from './dispatch';
import { createSender } from './limits/backpressure';
import type { InFlight } from './limits/in-flight';
import type { Limits } from './limits/limits';
import type { Reservation } from './limits/memory-budget';
import { PEEK_CHARACTERS, type Protocol } from './protocols/protocol';
import type { SignInReply } from './replies';

/** Header bytes of a client's ping or pong frame. */
const CONTROL_HEADER_BYTES = 6;

/**
 * Serves one open socket. Every frame is a call; calls run concurrently, and each is answered when it is
 * done.
 */
export function serveSocket<Envelope>(
  socket: WebSocket,
  options: {
    protocol: Protocol<Envelope>;
    dispatcher: Dispatcher;
    reserve: (address: string | null) => Reservation;
    reserveUnfinished: (address: string | null) => Reservation;
    address: string | null;
    userAgent: string | null;
    limits: Limits;
    inFlight: InFlight;
    /** Is called when a user has signed in on the socket, or a call with a live session arrives. */
    onAuthenticated: () => void;
    /** The connection below the socket. */
    stream: Duplex;
  },
): void {
  const { protocol, dispatcher, reserve, address, userAgent, limits, inFlight, onAuthenticated } = options;
  const send = createSender(socket, limits);
  const refusals = {
    tooMany: new Refusal(
      'operation_failed',
      `At most ${limits.callsInFlight} calls of one socket may wait for their reply. Wait for one.`,
    ),
    unreadable: new Refusal(
      'invalid_request',
      `A frame must be text, and of at most ${limits.maxCallBytes} bytes.`,
    ),
    busy: new Refusal('operation_failed', 'Too many large calls at once. Try again in a moment.'),
  };
  let callsInFlight = 0;

  async function answerFrame(data: Buffer, isBinary: boolean, correlationId: string): Promise<void> {
    const unread = { call: '', address, userAgent, correlationId };
    const reservation = reserve(address);
    const replyUnread = async (answer: Answer | Promise<Answer>) =>
      send(protocol.write(protocol.peek(String(data.subarray(0, PEEK_CHARACTERS))), await answer));
    if (inFlight.isEnding()) return replyUnread(STOPPING);
    if (callsInFlight > limits.callsInFlight) return replyUnread(dispatcher.refuse(refusals.tooMany, unread));
    if (isBinary || data.byteLength > limits.maxCallBytes) {
      return replyUnread(dispatcher.refuse(refusals.unreadable, unread));
    }
    if (!reservation.take(data.byteLength)) return replyUnread(dispatcher.refuse(refusals.busy, unread));
    try {
      const { envelope, name, call } = protocol.read(String(data));
      const message = { ...unread, call: name };
      const answer = await (call instanceof Refusal
        ? dispatcher.refuse(call, message)
        : dispatcher.answer({ ...message, ...call, onAuthenticated }));
      if (answer.ok && name === 'AuthenticateUser' && (answer.reply as SignInReply).authenticated)
        onAuthenticated();
      if (answer.ok) protocol.noteReply?.(name, answer.reply);
      send(protocol.write(envelope, answer));
    } finally {
      reservation.release();
    }
  }

  // The bytes that ws holds of a frame that has not arrived completely.
  const unfinished = options.reserveUnfinished(address);
  options.stream.on('data', (chunk: Buffer) => {
    if (unfinished.take(chunk.length)) return;
    log().info({ address }, 'dropped a socket for an unfinished frame');
    socket.terminate();
  });
  // Pings and pongs may arrive in the middle of a frame. Only their own bytes are free once they are read.
  const releaseControl = (data: Buffer) => unfinished.take(-(data.length + CONTROL_HEADER_BYTES));
  socket.on('ping', releaseControl).on('pong', releaseControl);
  socket.once('close', () => unfinished.release());

  socket.on('message', (data, isBinary) => {
    unfinished.release();
    callsInFlight += 1;
    const correlationId = randomUUID();
    inFlight
      .add(answerFrame(data as Buffer, isBinary, correlationId))
      .catch((error) => {
        log().error({ address, correlationId, err: error }, 'a frame could not be answered');
        socket.close(1011, `The gateway failed. Correlation id ${correlationId}.`);
      })
      .finally(() => {
        callsInFlight -= 1;
      });
  });
  // A frame is too long or violates the protocol. ws closes the socket with the right code by itself.
  socket.on('error', (error) => log().info({ address, err: error }, 'a socket failed'));
}
