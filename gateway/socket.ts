import { randomUUID } from 'node:crypto';
import type { RawData, WebSocket } from 'ws';
import { Refusal } from '@/domain/errors';
import { log } from '@/doors/log';
import { type Answerer, STOPPING } from './answer';
import type { Answer } from './incoming';
import type { Limits } from './limits';
import type { Protocol } from './protocol';
import type { Work } from './work';

/**
 * Serves one socket: every frame is a call of its own, performed beside the others and answered when it is done.
 *
 * @param socket open
 * @param options its protocol, who answers, from which address it comes, what it may ask for, and the gateway's
 *   work in flight
 */
export function serveSocket<Envelope>(
  socket: WebSocket,
  options: {
    protocol: Protocol<Envelope>;
    answerer: Answerer;
    address: string | null;
    limits: Limits;
    work: Work;
  },
): void {
  const { protocol, answerer, address, limits, work } = options;
  const tooManyAtOnce = new Refusal(
    'operation_failed',
    `At most ${limits.callsInFlight} calls of one socket may wait for their reply. Wait for one.`,
  );
  let callsInFlight = 0;

  function send(frame: string): void {
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > limits.bufferedBytes) {
      log().warn({ address, bufferedBytes: socket.bufferedAmount }, 'dropped a socket that does not read');
      socket.terminate();
      return;
    }
    socket.send(frame);
  }

  async function answerFrame(data: RawData, isBinary: boolean): Promise<void> {
    const isReadable = !isBinary && sizeOf(data) <= limits.frameBytes;
    const { envelope, name, call } = protocol.read(isReadable ? String(data) : null);
    const unread = { call: name, address, correlationId: randomUUID() };
    let answer: Answer;
    if (work.isEnding()) answer = STOPPING;
    else if (callsInFlight > limits.callsInFlight) answer = await answerer.refuse(tooManyAtOnce, unread);
    else if (call instanceof Refusal) answer = await answerer.refuse(call, unread);
    else answer = await answerer.answer({ ...unread, ...call });
    if (answer.ok) protocol.noteReply?.(name, answer.reply);
    send(protocol.write(envelope, answer));
  }

  socket.on('message', (data, isBinary) => {
    callsInFlight += 1;
    work
      .add(answerFrame(data, isBinary))
      .catch((error) => {
        log().error({ address, err: error }, 'a frame could not be answered');
        socket.close(1011, 'The gateway failed.');
      })
      .finally(() => {
        callsInFlight -= 1;
      });
  });
  // A frame that is too long or breaks the protocol: ws ends the socket with the fitting code by itself.
  socket.on('error', (error) => log().info({ address, err: error }, 'a socket failed'));
}

function sizeOf(data: RawData): number {
  return Array.isArray(data) ? data.reduce((sum, part) => sum + part.length, 0) : data.byteLength;
}
