import { describe, expect, it } from 'vitest';
import { setUpGateway } from '../testing/gateway';
import { closing, openRaw } from '../testing/raw';

const gateway = setUpGateway();

const MEBIBYTE = 2 ** 20;
const padded = (frame: object, bytes: number) => JSON.stringify(frame).padEnd(bytes, ' ');

const SOCKETS = [
  {
    path: '/WSGateway/',
    ping: { m: 0, i: 2, n: 'Ping' },
    pong: { o: { msg: 'PONG' } },
    tooLong: { m: 5, o: { errorcode: 100, detail: 'A frame must be text, and of at most 1048576 bytes.' } },
  },
  {
    path: '/APAD/',
    ping: { MessageType: 'RPCCall', FunctionName: 'Ping', RequestUniqueId: 'a' },
    pong: { Parameter: { success: true, payload: { msg: 'PONG' } } },
    tooLong: {
      Parameter: {
        success: false,
        Err: 'Invalid Response: A frame must be text, and of at most 1048576 bytes.',
      },
    },
  },
] as const;

describe.each(SOCKETS)('a socket on $path', ({ path, ping, pong, tooLong }) => {
  it('answers a frame of 1 MiB, and refuses a longer one with a message', async () => {
    const { socket, ask } = await openRaw(gateway.origin, path);
    expect(await ask(padded(ping, MEBIBYTE))).toMatchObject(pong);
    expect(await ask(padded(ping, MEBIBYTE + 1))).toMatchObject(tooLong);
    // The limit counts bytes, not letters.
    expect(await ask({ ...ping, note: 'ß'.repeat(MEBIBYTE / 2) })).toMatchObject(tooLong);
    expect(await ask(padded(ping, 4 * MEBIBYTE))).toMatchObject(tooLong);
    expect(await ask(ping)).toMatchObject(pong);
    socket.close();
  });

  it('is closed by a frame of more than 4 MiB, whole or in pieces', async () => {
    const whole = await openRaw(gateway.origin, path);
    whole.send(padded(ping, 4 * MEBIBYTE + 1));
    expect(await closing(whole.socket)).toBe(1009);
    const pieces = await openRaw(gateway.origin, path);
    for (let piece = 0; piece < 5; piece += 1) {
      pieces.socket.send(' '.repeat(MEBIBYTE), { fin: false });
    }
    expect(await closing(pieces.socket)).toBe(1009);
  });

  it('is closed by text that is not UTF-8', async () => {
    const { socket } = await openRaw(gateway.origin, path);
    socket.send(Buffer.from([0x7b, 0xff, 0x7d]), { binary: false });
    expect(await closing(socket)).toBe(1007);
  });

  it('does not affect other sockets when it is closed', async () => {
    const [one, other] = [await openRaw(gateway.origin, path), await openRaw(gateway.origin, path)];
    one.send(padded(ping, 5 * MEBIBYTE));
    await closing(one.socket);
    expect(await other.ask(ping)).toMatchObject(pong);
    other.socket.close();
  });
});
