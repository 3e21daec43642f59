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
import { BEGINNING, type Protocol } from './protocols/protocol';
import type { SignInReply } from './replies';

/** Bytes around what a client's ping or pong carries. */
const CONTROL_HEADER = 6;

/**
 * Serves one socket: every frame is a call of its own, performed beside the others and answered when it is done.
 *
 * @param socket open
 * @param options its protocol, who answers, from which address and which program it comes, what it may ask for, and
 *   the gateway's work in flight
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
    /** Hears that somebody has signed in. */
    onCaller: () => void;
    /** Below the socket. */
    stream: Duplex;
  },
): void {
  const { protocol, dispatcher, reserve, address, userAgent, limits, inFlight, onCaller } = options;
  const send = createSender(socket, limits);
  const refusals = {
    tooMany: new Refusal(
      'operation_failed',
      `At most ${limits.callsInFlight} calls of one socket may wait for their reply. Wait for one.`,
    ),
    unreadable: new Refusal(
      'invalid_request',
      `A frame must be text, and of at most ${limits.frameBytes} bytes.`,
    ),
    busy: new Refusal('operation_failed', 'Too many large calls at once. Try again in a moment.'),
  };
  let callsInFlight = 0;

  async function answerFrame(data: Buffer, isBinary: boolean, correlationId: string): Promise<void> {
    const unread = { call: '', address, userAgent, correlationId };
    const reservation = reserve(address);
    const notRead = async (answer: Answer | Promise<Answer>) =>
      send(protocol.write(protocol.peek(String(data.subarray(0, BEGINNING))), await answer));
    if (inFlight.isEnding()) return notRead(STOPPING);
    if (callsInFlight > limits.callsInFlight) return notRead(dispatcher.refuse(refusals.tooMany, unread));
    if (isBinary || data.byteLength > limits.frameBytes) {
      return notRead(dispatcher.refuse(refusals.unreadable, unread));
    }
    if (!reservation.take(data.byteLength)) return notRead(dispatcher.refuse(refusals.busy, unread));
    try {
      const { envelope, name, call } = protocol.read(String(data));
      const asked = { ...unread, call: name };
      const answer = await (call instanceof Refusal
        ? dispatcher.refuse(call, asked)
        : dispatcher.answer({ ...asked, ...call, onCaller }));
      if (answer.ok && name === 'AuthenticateUser' && (answer.reply as SignInReply).authenticated) onCaller();
      if (answer.ok) protocol.noteReply?.(name, answer.reply);
      send(protocol.write(envelope, answer));
    } finally {
      reservation.release();
    }
  }

  // What ws holds of a frame that has not come to its end.
  const unfinished = options.reserveUnfinished(address);
  options.stream.on('data', (chunk: Buffer) => {
    if (unfinished.take(chunk.length)) return;
    log().info({ address }, 'dropped a socket for an unfinished frame');
    socket.terminate();
  });
  // These may come in the middle of a frame, and are gone once they are read; the frame around them is not.
  const forgetControl = (data: Buffer) => unfinished.take(-(data.length + CONTROL_HEADER));
  socket.on('ping', forgetControl).on('pong', forgetControl);
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
  // A frame that is too long or breaks the protocol: ws ends the socket with the fitting code by itself.
  socket.on('error', (error) => log().info({ address, err: error }, 'a socket failed'));
}
