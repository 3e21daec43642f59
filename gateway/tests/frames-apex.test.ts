import { describe, expect, it } from 'vitest';
import { ERRORS } from '@/domain/call/errors';
import { setUpGateway } from '../testing/gateway';
import { openRaw, titleOf } from '../testing/raw';

const gateway = setUpGateway();

const open = () => openRaw(gateway.origin, '/WSGateway/');
const PING = { m: 0, i: 2, n: 'Ping', o: '{}' };
const pong = (i: number) => ({ m: 1, i, n: 'Ping', o: { msg: 'PONG' } });
const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;

describe('an APEX frame', () => {
  it.each<[string, string | object, number]>([
    ['as documented', PING, 2],
    ['numbered from 0', { ...PING, i: 0 }, 0],
    ['with an odd number', { ...PING, i: 7 }, 7],
    ['with a negative number', { ...PING, i: -3 }, -3],
    ['with the largest safe number', { ...PING, i: Number.MAX_SAFE_INTEGER }, Number.MAX_SAFE_INTEGER],
    ['with o as an object', { ...PING, o: {} }, 2],
    ['with o as a JSON string of JSON', { ...PING, o: '"{}"' }, 2],
    ['without o', { m: 0, i: 2, n: 'Ping' }, 2],
    ['with o null', { ...PING, o: null }, 2],
    ['with o empty', { ...PING, o: '' }, 2],
    ['as a JSON string of JSON', JSON.stringify(JSON.stringify(PING)), 2],
    ['with its keys in capitals', { M: 0, I: 2, N: 'Ping', O: '{}' }, 2],
    ['with unknown keys', { ...PING, session: 'x', __proto__: null, z: [1] }, 2],
    ['between spaces and line ends', `\r\n\t ${JSON.stringify(PING)} \n`, 2],
    ['with a payload of a hundred thousand levels', { ...PING, o: nested(100_000) }, 2],
  ])('%s is answered by one frame in the documented form', async (_, frame, i) => {
    const { socket, ask } = await open();
    expect(await ask(frame)).toEqual(pong(i));
    socket.close();
  });

  const INVALID = ERRORS.invalid_request;
  const UNSUPPORTED = ERRORS.not_supported;
  const NO_CALL = 'There is no call of that name.';
  const REFUSED: [
    string | Buffer | object,
    { i: number | string; n: string },
    { errorcode: number },
    string,
  ][] = [
    ['m=0&i=2&n=Ping', { i: 0, n: '' }, INVALID, 'The frame is not JSON.'],
    ['', { i: 0, n: '' }, INVALID, 'The frame is not JSON.'],
    [JSON.stringify(PING).slice(0, -1), PING, INVALID, 'The frame is not JSON.'],
    ['"Ping"', { i: 0, n: '' }, INVALID, 'The frame is not JSON.'],
    ['[]', { i: 0, n: '' }, INVALID, 'The frame must be an object.'],
    ['null', { i: 0, n: '' }, INVALID, 'The frame must be an object.'],
    ['5', { i: 0, n: '' }, INVALID, 'The frame must be an object.'],
    ['"[5]"', { i: 0, n: '' }, INVALID, 'The frame must be an object.'],
    [Buffer.from(JSON.stringify(PING)), PING, INVALID, 'A frame must be text, and of at most 1048576 bytes.'],
    ['{}', { i: 0, n: '' }, INVALID, 'm must be 0, which is a request.'],
    [{ ...PING, m: '0' }, PING, INVALID, 'm must be 0, which is a request.'],
    [{ ...PING, m: null }, PING, INVALID, 'm must be 0, which is a request.'],
    [{ ...PING, m: [0] }, PING, INVALID, 'm must be 0, which is a request.'],
    [{ ...PING, m: 'constructor' }, PING, INVALID, 'm must be 0, which is a request.'],
    [{ ...PING, m: { toString: 1 } }, PING, INVALID, 'm must be 0, which is a request.'],
    [{ ...PING, m: 6 }, PING, INVALID, 'm must be 0, which is a request.'],
    [{ ...PING, m: 1 }, PING, INVALID, 'm 1 is a reply. A request has m 0.'],
    [{ ...PING, m: 2 }, PING, UNSUPPORTED, 'There is nothing to subscribe to.'],
    [{ ...PING, m: 3 }, PING, INVALID, 'm 3 is an event. A request has m 0.'],
    [{ ...PING, m: 4 }, PING, UNSUPPORTED, 'There is nothing to unsubscribe from.'],
    [{ ...PING, m: 5 }, PING, INVALID, 'm 5 is an error. A request has m 0.'],
    [{ m: 0, n: 'Ping' }, { i: 0, n: 'Ping' }, INVALID, 'i must be an integer.'],
    [{ ...PING, i: '2' }, { i: '2', n: 'Ping' }, INVALID, 'i must be an integer.'],
    [{ ...PING, i: 1.5 }, { i: 1.5, n: 'Ping' }, INVALID, 'i must be an integer.'],
    [{ ...PING, i: 2 ** 60 }, { i: 2 ** 60, n: 'Ping' }, INVALID, 'i must be an integer.'],
    [{ m: 0, i: 2 }, { i: 2, n: '' }, INVALID, 'n must be the name of a call.'],
    [{ ...PING, n: 5 }, { i: 2, n: '' }, INVALID, 'n must be the name of a call.'],
    [{ ...PING, n: '' }, { i: 2, n: '' }, INVALID, 'n must be the name of a call.'],
    [{ ...PING, n: 'Pong' }, { i: 2, n: 'Pong' }, UNSUPPORTED, NO_CALL],
    [{ ...PING, n: 'ping' }, { i: 2, n: 'ping' }, UNSUPPORTED, NO_CALL],
    [{ ...PING, n: '__proto__' }, { i: 2, n: '__proto__' }, UNSUPPORTED, NO_CALL],
    [{ ...PING, n: 'toString' }, { i: 2, n: 'toString' }, UNSUPPORTED, NO_CALL],
    [{ ...PING, n: 'x'.repeat(9_999) }, { i: 2, n: 'x'.repeat(100) }, UNSUPPORTED, NO_CALL],
    [{ ...PING, M: 0 }, PING, INVALID, 'm is given twice, in different case.'],
    [{ ...PING, O: '{}' }, PING, INVALID, 'o is given twice, in different case.'],
    [{ ...PING, o: 5 }, PING, INVALID, 'o must be an object.'],
    [{ ...PING, o: true }, PING, INVALID, 'o must be an object.'],
    [{ ...PING, o: [] }, PING, INVALID, 'o must be an object.'],
    [{ ...PING, o: '[]' }, PING, INVALID, 'o must be an object.'],
    [{ ...PING, o: 'null' }, PING, INVALID, 'o must be an object.'],
    [{ ...PING, o: '{' }, PING, INVALID, 'o is not JSON.'],
    [{ ...PING, o: '"{"' }, PING, INVALID, 'o is not JSON.'],
    ['['.repeat(2 ** 20), { i: 0, n: '' }, INVALID, 'The frame is not JSON.'],
    ['['.repeat(2 ** 19) + ']'.repeat(2 ** 19), { i: 0, n: '' }, INVALID, 'The frame must be an object.'],
  ];
  it.each(REFUSED.map((refused) => [titleOf(refused[0]), ...refused] as const))(
    'that is %s is refused with a message, and the next one is answered',
    async (_, frame, { i, n }, error, detail) => {
      const { socket, ask } = await open();
      const o = { result: false, ...error, detail };
      expect(await ask(frame)).toEqual({ m: 5, i, n, o });
      expect(await ask({ ...PING, i: 4 })).toEqual(pong(4));
      socket.close();
    },
  );
});
