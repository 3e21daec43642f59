import type { Refusal } from '@/domain/call/errors';
import type { Answer, CallMessage } from '../call-message';

/** A frame, as far as it could be read. */
export interface Read<Envelope> {
  /** The part of the frame that the reply repeats, so that the client can match them. */
  envelope: Envelope;
  /** The name of the call, for the log. */
  name: string;
  /** The call, or a refusal that says what is wrong with the frame. */
  call: Pick<CallMessage, 'call' | 'payload' | 'secret' | 'requestId'> | Refusal;
}

/** Reads and writes the frames of a wire protocol on one socket. */
export interface Protocol<Envelope> {
  /** Finds the envelope of a frame that is not parsed, in its first PEEK_CHARACTERS. */
  peek(frame: string): Envelope;
  read(text: string): Read<Envelope>;
  write(envelope: Envelope, answer: Answer): string;
  /** Is called with every reply before it is sent. */
  noteReply?(call: string, reply: unknown): void;
}

/** How many characters of an unparsed frame are searched for its envelope. */
export const PEEK_CHARACTERS = 500;

/** Characters of a call's name that are repeated and logged. No documented name is longer. */
export const MAX_NAME_LENGTH = 100;
