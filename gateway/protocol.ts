import type { Refusal } from '@/domain/errors';
import type { Answer, Incoming } from './incoming';

/** What a frame asked for, as far as it could be read. */
export interface Read<Envelope> {
  /** What the reply repeats, so that it can be matched. */
  envelope: Envelope;
  /** The name of the call, for the log. */
  name: string;
  /** The call, or what is wrong with the frame. */
  call: Pick<Incoming, 'call' | 'payload' | 'secret' | 'requestId'> | Refusal;
}

/** The frames of one of the two wire protocols, on one socket. */
export interface Protocol<Envelope> {
  /**
   * Reads a frame.
   *
   * @param text as it came, or null for one that is not text or too long to be read
   */
  read(text: string | null): Read<Envelope>;
  /** Writes the reply to a frame. */
  write(envelope: Envelope, answer: Answer): string;
  /** Hears of every reply before it is sent. */
  noteReply?(call: string, reply: unknown): void;
}
