import type { Refusal } from '@/domain/call/errors';
import type { Answer, CallMessage } from '../call-message';

/** What a frame asked for, as far as it could be read. */
export interface Read<Envelope> {
  /** What the reply repeats, so that it can be matched. */
  envelope: Envelope;
  /** The name of the call, for the log. */
  name: string;
  /** The call, or what is wrong with the frame. */
  call: Pick<CallMessage, 'call' | 'payload' | 'secret' | 'requestId'> | Refusal;
}

/** The frames of one of the two wire protocols, on one socket. */
export interface Protocol<Envelope> {
  /** What a reply has to repeat of a frame that is not read, found in its first characters. */
  peek(frame: string): Envelope;
  /** Reads a frame. */
  read(text: string): Read<Envelope>;
  /** Writes the reply to a frame. */
  write(envelope: Envelope, answer: Answer): string;
  /** Hears of every reply before it is sent. */
  noteReply?(call: string, reply: unknown): void;
}

/** How much of a frame that can't be read is looked at for what its reply has to repeat, in characters. */
export const BEGINNING = 500;

/** A name that nobody documents is repeated and logged only as far as it could be one. */
export const LONGEST_NAME = 100;
