import { Refusal, refuse } from '@/domain/call/errors';
import { writeJson } from '@/domain/values/exact-json';
import { readKeys } from './frame-keys';
import { readObject, readPayload, readRequestId, readSessionId } from './payload';
import { MAX_NAME_LENGTH, PEEK_CHARACTERS, type Protocol, type Read } from './protocol';

interface Envelope {
  RequestUniqueId: string;
}

/** Characters. Of a longer id, which is invalid, the reply repeats only this many. */
const MAX_ID_LENGTH = 128;

const KEYS = ['MessageType', 'FunctionName', 'Parameter', 'RequestUniqueId'] as const;

function peek(message: string): Envelope {
  const [, id = ''] =
    /"RequestUniqueId\\?"\s*:\s*\\?"([\w.:-]+)/i.exec(message.slice(0, PEEK_CHARACTERS)) ?? [];
  return { RequestUniqueId: id.slice(0, MAX_ID_LENGTH) };
}

/**
 * The APAD envelope, as described in docs/gateway.md. Every payload contains its session. RequestUniqueId
 * matches the reply to the call, and is the request id of a mutation.
 */
export function createApad(): Protocol<Envelope> {
  function read(text: string): Read<Envelope> {
    const envelope = peek(text);
    let name = '';
    try {
      const message = readKeys(readObject(text, 'The message'), KEYS);
      const { MessageType, FunctionName, Parameter, RequestUniqueId } = message;
      if (typeof RequestUniqueId === 'string')
        envelope.RequestUniqueId = RequestUniqueId.slice(0, MAX_ID_LENGTH);
      if (MessageType !== 'RPCCall') refuse('invalid_request', 'MessageType must be RPCCall.');
      if (typeof FunctionName !== 'string' || FunctionName === '') {
        refuse('invalid_request', 'FunctionName must be the name of a call.');
      }
      name = FunctionName.slice(0, MAX_NAME_LENGTH);
      const requestId = readRequestId(RequestUniqueId, 'RequestUniqueId');
      const payload = readPayload(Parameter, 'Parameter');
      return { envelope, name, call: { call: name, payload, secret: readSessionId(payload), requestId } };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { envelope, name, call: error };
    }
  }

  return {
    read,
    peek,
    write({ RequestUniqueId }, answer) {
      const parameter = answer.ok
        ? { success: true, payload: writeJson(answer.reply) }
        : { success: false, Err: `${answer.error.errormsg}: ${answer.error.detail}` };
      // The documents spell it RCPReply.
      return JSON.stringify({
        MessageType: 'RCPReply',
        Parameter: JSON.stringify(parameter),
        RequestUniqueId,
      });
    },
  };
}
