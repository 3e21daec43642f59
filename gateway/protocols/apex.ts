import { Refusal, refuse } from '@/domain/call/errors';
import { writeJson } from '@/domain/values/exact-json';
import { readKeys } from './frame-keys';
import { readObject, readPayload } from './payload';
import { MAX_NAME_LENGTH, PEEK_CHARACTERS, type Protocol, type Read } from './protocol';

/** The APEX frame's kinds of message. */
const KINDS = { request: 0, reply: 1, subscribe: 2, event: 3, unsubscribe: 4, error: 5 } as const;

/** Kinds that a client can't send, and how they are refused. */
const REFUSED_KINDS = new Map<unknown, [Refusal['kind'], string]>([
  [KINDS.subscribe, ['not_supported', 'There is nothing to subscribe to.']],
  [KINDS.unsubscribe, ['not_supported', 'There is nothing to unsubscribe from.']],
  [KINDS.reply, ['invalid_request', 'm 1 is a reply. A request has m 0.']],
  [KINDS.event, ['invalid_request', 'm 3 is an event. A request has m 0.']],
  [KINDS.error, ['invalid_request', 'm 5 is an error. A request has m 0.']],
]);

interface Envelope {
  i: number | string;
  n: string;
}

/** The frame's number and name, as far as they are valid. The reply repeats them. */
function envelopeOf(i: unknown, n: unknown): Envelope {
  const isShort = typeof i === 'number' || (typeof i === 'string' && i.length <= MAX_NAME_LENGTH);
  return { i: isShort ? i : 0, n: typeof n === 'string' ? n.slice(0, MAX_NAME_LENGTH) : '' };
}

function demandRequest(m: unknown, i: unknown, n: unknown): asserts n is string {
  if (m !== KINDS.request) {
    const [kind, detail] = REFUSED_KINDS.get(m) ?? ['invalid_request', 'm must be 0, which is a request.'];
    refuse(kind, detail);
  }
  if (!Number.isSafeInteger(i)) refuse('invalid_request', 'i must be an integer.');
  if (typeof n !== 'string' || n === '') refuse('invalid_request', 'n must be the name of a call.');
}

function peek(frame: string): Envelope {
  const start = frame.slice(0, PEEK_CHARACTERS);
  const [, i] = /"i\\?"\s*:\s*(-?\d{1,15})\b/i.exec(start) ?? [];
  const [, n] = /"n\\?"\s*:\s*\\?"(\w+)/i.exec(start) ?? [];
  return envelopeOf(i === undefined ? undefined : Number(i), n);
}

/**
 * The APEX frame `{m, i, n, o}`, as described in docs/gateway.md. The session belongs to the socket: a
 * sessionId in a payload is ignored.
 */
export function createApex(): Protocol<Envelope> {
  let secret: string | null = null;

  function read(text: string): Read<Envelope> {
    let envelope = peek(text);
    try {
      const { m, i, n, o } = readKeys(readObject(text, 'The frame'), ['m', 'i', 'n', 'o']);
      envelope = envelopeOf(i, n);
      demandRequest(m, i, n);
      const call = { call: envelope.n, payload: readPayload(o, 'o'), secret, requestId: null };
      return { envelope, name: envelope.n, call };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { envelope, name: envelope.n, call: error };
    }
  }

  return {
    read,
    peek,
    write({ i, n }, answer) {
      const m = answer.ok ? KINDS.reply : KINDS.error;
      return JSON.stringify({ m, i, n, o: writeJson(answer.ok ? answer.reply : answer.error) });
    },
    noteReply(call, reply) {
      if (call === 'LogOut') secret = null;
      if (call !== 'AuthenticateUser') return;
      const { authenticated, sessionId } = reply as { authenticated: boolean; sessionId?: string };
      if (authenticated && sessionId) secret = sessionId;
    },
  };
}
