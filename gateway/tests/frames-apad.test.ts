import { describe, expect, it } from 'vitest';
import { setUpGateway } from '../testing/gateway';
import { openRaw, titleOf } from '../testing/raw';

const gateway = setUpGateway();

const open = () => openRaw(gateway.origin, '/APAD/');
const ID = '0b3b3a3e-8d0c-4f0e-9b6a-5f1d0c7a2e11';
const PING = { MessageType: 'RPCCall', FunctionName: 'Ping', Parameter: '{}', RequestUniqueId: ID };
const reply = (RequestUniqueId: string, Parameter: object) => ({
  MessageType: 'RCPReply',
  Parameter,
  RequestUniqueId,
});
const pong = (id: string) => reply(id, { success: true, payload: { msg: 'PONG' } });

describe('an APAD envelope', () => {
  it.each<[string, string | object, string?]>([
    ['as documented', PING],
    ['with Parameter as an object', { ...PING, Parameter: {} }],
    ['with Parameter as a JSON string of JSON', { ...PING, Parameter: '"{}"' }],
    ['without Parameter', { ...PING, Parameter: undefined }],
    ['with Parameter null', { ...PING, Parameter: null }],
    ['with Parameter empty', { ...PING, Parameter: '' }],
    ['as a JSON string of JSON', JSON.stringify(JSON.stringify(PING))],
    [
      'with its keys in another case',
      { messagetype: 'RPCCall', FUNCTIONNAME: 'Ping', parameter: '{}', requestUniqueID: ID },
    ],
    ['with unknown keys', { ...PING, m: 0, Session: {} }],
    ['with an id that is no GUID', { ...PING, RequestUniqueId: 'order:5.1_b' }, 'order:5.1_b'],
    ['with an id of 128 letters', { ...PING, RequestUniqueId: 'x'.repeat(128) }, 'x'.repeat(128)],
    ['with an unknown session', { ...PING, Parameter: '{"sessionId":"x"}' }],
    ['with an empty session', { ...PING, Parameter: '{"sessionId":""}' }],
  ])('%s is answered by one envelope in the documented form', async (_, frame, id = ID) => {
    const { socket, ask } = await open();
    expect(await ask(frame)).toEqual(pong(id));
    socket.close();
  });

  const INVALID_ID = 'must be 1 to 128 letters, digits, dots, colons, hyphens or underscores.';
  const REFUSED: [string | Buffer | object, string, string][] = [
    ['Ping', '', 'The message is not JSON.'],
    ['[]', '', 'The message must be an object.'],
    ['null', '', 'The message must be an object.'],
    [Buffer.from(JSON.stringify(PING)), ID, 'A frame must be text, and of at most 1048576 bytes.'],
    ['{}', '', 'MessageType must be RPCCall.'],
    [{ ...PING, MessageType: 'RCPReply' }, ID, 'MessageType must be RPCCall.'],
    [{ ...PING, MessageType: 5 }, ID, 'MessageType must be RPCCall.'],
    [{ ...PING, FunctionName: undefined }, ID, 'FunctionName must be the name of a call.'],
    [{ ...PING, FunctionName: '' }, ID, 'FunctionName must be the name of a call.'],
    [{ ...PING, FunctionName: ['Ping'] }, ID, 'FunctionName must be the name of a call.'],
    [{ ...PING, RequestUniqueId: undefined }, '', 'RequestUniqueId must be a string.'],
    [{ ...PING, RequestUniqueId: 5 }, '', 'RequestUniqueId must be a string.'],
    [{ ...PING, RequestUniqueId: '' }, '', `RequestUniqueId ${INVALID_ID}`],
    [{ ...PING, RequestUniqueId: 'a b' }, 'a b', `RequestUniqueId ${INVALID_ID}`],
    [{ ...PING, RequestUniqueId: `${ID}\n` }, `${ID}\n`, `RequestUniqueId ${INVALID_ID}`],
    [{ ...PING, RequestUniqueId: 'x'.repeat(129) }, 'x'.repeat(128), `RequestUniqueId ${INVALID_ID}`],
    [{ ...PING, parameter: '{}' }, ID, 'Parameter is given twice, in different case.'],
    [{ ...PING, Parameter: 5 }, ID, 'Parameter must be an object.'],
    [{ ...PING, Parameter: '[]' }, ID, 'Parameter must be an object.'],
    [{ ...PING, Parameter: '{' }, ID, 'Parameter is not JSON.'],
    [{ ...PING, Parameter: { sessionId: 5 } }, ID, 'sessionId must be a string.'],
    [{ ...PING, Parameter: { sessionId: 'x'.repeat(201) } }, ID, 'sessionId is too long.'],
    [
      { ...PING, Parameter: { sessionId: 'x', SESSIONID: 'x' } },
      ...([ID, 'sessionId is given twice, in different case.'] as const),
    ],
    ['['.repeat(2 ** 20), '', 'The message is not JSON.'],
  ];
  it.each(REFUSED.map((refused) => [titleOf(refused[0]), ...refused] as const))(
    'that is %s is refused with a message, and the next one is answered',
    async (_, frame, id, detail) => {
      const { socket, ask } = await open();
      expect(await ask(frame)).toEqual(reply(id, { success: false, Err: `Invalid Response: ${detail}` }));
      expect(await ask(PING)).toEqual(pong(ID));
      socket.close();
    },
  );

  it.each(['Pong', 'ping', 'hasOwnProperty', '__proto__'])(
    'for the unknown call %s is refused as not supported',
    async (FunctionName) => {
      const { socket, ask } = await open();
      const Err = 'Operation Not Supported: There is no call of that name.';
      expect(await ask({ ...PING, FunctionName })).toEqual(reply(ID, { success: false, Err }));
      socket.close();
    },
  );
});
