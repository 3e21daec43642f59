import { type ErrorKind, Refusal, refuse } from '@/domain/errors';
import { readKeys } from './frame-keys';
import { readObject, readPayload } from './payload';
import type { Protocol, Read } from './protocol';

/** The APEX frame's kinds of message. */
const KINDS = { request: 0, reply: 1, subscribe: 2, event: 3, unsubscribe: 4, error: 5 } as const;

/** Kinds that make no sense from a client, and what to tell him. */
const REFUSED_KINDS: Record<number, { kind: Exclude<ErrorKind, 'server_error'>; detail: string }> = {
  [KINDS.subscribe]: { kind: 'not_supported', detail: 'There is nothing to subscribe to.' },
  [KINDS.unsubscribe]: { kind: 'not_supported', detail: 'There is nothing to unsubscribe from.' },
  [KINDS.reply]: { kind: 'invalid_request', detail: 'm 1 is a reply. A request has m 0.' },
  [KINDS.event]: { kind: 'invalid_request', detail: 'm 3 is an event. A request has m 0.' },
  [KINDS.error]: { kind: 'invalid_request', detail: 'm 5 is an error. A request has m 0.' },
};

interface Envelope {
  i: number;
  n: string;
}

/** A name that nobody documents is repeated only as far as it could be one. */
const LONGEST_NAME = 100;

/** What can be told of a frame's number and name, whatever else is wrong with it. */
function envelopeOf(i: unknown, n: unknown): Envelope {
  return {
    i: typeof i === 'number' && Number.isSafeInteger(i) ? i : 0,
    n: typeof n === 'string' ? n.slice(0, LONGEST_NAME) : '',
  };
}

function demandRequest(m: unknown, i: unknown, n: unknown): asserts n is string {
  if (m !== KINDS.request) {
    const { kind, detail } = REFUSED_KINDS[m as number] ?? {
      ...{ kind: 'invalid_request' as const, detail: 'm must be 0, which is a request.' },
    };
    refuse(kind, detail);
  }
  if (!Number.isSafeInteger(i)) refuse('invalid_request', 'i must be an integer.');
  if (typeof n !== 'string' || n === '') refuse('invalid_request', 'n must be the name of a call.');
}

/**
 * The APEX frame `{m, i, n, o}` on one socket. The session belongs to the socket: what a payload says of one is
 * passed over. docs/gateway.md describes it.
 */
export function createApex(): Protocol<Envelope> {
  let secret: string | null = null;

  function read(text: string | null): Read<Envelope> {
    let envelope: Envelope = { i: 0, n: '' };
    try {
      if (text === null) refuse('invalid_request', 'A frame must be text of at most 1 MiB.');
      const { m, i, n, o } = readKeys(readObject(text, 'The frame'), ['m', 'i', 'n', 'o']);
      envelope = envelopeOf(i, n);
      demandRequest(m, i, n);
      const call = { call: n, payload: readPayload(o, 'o'), secret, requestId: null };
      return { envelope, name: envelope.n, call };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { envelope, name: envelope.n, call: error };
    }
  }

  return {
    read,
    write({ i, n }, answer) {
      const m = answer.ok ? KINDS.reply : KINDS.error;
      return JSON.stringify({ m, i, n, o: JSON.stringify(answer.ok ? answer.reply : answer.error) });
    },
    noteReply(call, reply) {
      if (call === 'LogOut') secret = null;
      if (call !== 'AuthenticateUser') return;
      const { authenticated, sessionId } = reply as { authenticated: boolean; sessionId?: string };
      if (authenticated && sessionId) secret = sessionId;
    },
  };
}
