import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { makeRemovalScene } from '@/domain/testing/scene';
import { database } from '@/prisma/client';
import { create } from '@/prisma/factories';
import { setUpGateway } from '../testing/gateway';
import { makePerson } from '../testing/people';

const gateway = setUpGateway();

/** The headers that Java's HttpClient sends with every call that is not encrypted. */
const H2C =
  'Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA\r\n';

/** Opens a TCP connection for requests written by hand. */
async function openConnection() {
  const { hostname, port } = new URL(gateway.origin);
  const connection = connect(Number(port), hostname);
  await once(connection, 'connect');
  let text = '';
  const received = new EventTarget();
  connection.on('data', (data) => {
    text += data;
    received.dispatchEvent(new Event('data'));
  });
  connection.on('close', () => received.dispatchEvent(new Event('data')));
  return {
    write: (request: string | Buffer) => connection.write(request),
    end: () => connection.destroy(),
    /** The status and the parsed body of the next answer. */
    async answer(): Promise<[number, unknown]> {
      for (;;) {
        const [, status, length] = /^HTTP\/1\.1 (\d+)[\s\S]*?\r\nContent-Length: (\d+)\r\n/i.exec(text) ?? [];
        const begin = text.indexOf('\r\n\r\n') + 4;
        if (status && length && text.length >= begin + Number(length)) {
          const content = text.slice(begin, begin + Number(length));
          text = text.slice(begin + Number(length));
          return [Number(status), JSON.parse(content)];
        }
        if (connection.closed) throw new Error(`Closed after: ${text}`);
        await new Promise((resolve) => received.addEventListener('data', resolve, { once: true }));
      }
    },
  };
}

const request = (call: string, body: string, headers: string) =>
  `POST /AP/${call} HTTP/1.1\r\nHost: x\r\n${headers}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
const PONG = [200, { msg: 'PONG' }];

describe('a request to upgrade to another protocol', () => {
  it.each([
    ['h2c', H2C],
    [
      'websocket, which is opened by GET',
      'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n',
    ],
    ['TLS', 'Connection: keep-alive, Upgrade\r\nUpgrade: TLS/1.0\r\n'],
    ['two protocols', 'Connection: upgrade\r\nUpgrade: h2c, websocket\r\n'],
  ])(
    '(%s) is answered over HTTP/1.1, and so are the requests after it on the same connection',
    async (_, headers) => {
      const { user, account, requests } = await makeRemovalScene();
      const { id: userId } = await makePerson({ permissions: ['Operator'] });
      const { secret } = await create.session(database(), { userId, door: 'gateway' });
      const session = `Authorization: Bearer ${secret}\r\n`;
      const connection = await openConnection();
      connection.write(request('Ping', '{}', headers));
      expect(await connection.answer()).toEqual(PONG);
      connection.write(
        request('RemoveUserAccount', JSON.stringify(requests.RemoveUserAccount), headers + session),
      );
      expect(await connection.answer()).toMatchObject([200, { result: true }]);
      expect(await database().userAccount.count({ where: { userId: user.id, accountId: account.id } })).toBe(
        0,
      );
      connection.write(request('Ping', '{}', ''));
      expect(await connection.answer()).toEqual(PONG);
      connection.end();
    },
  );

  it('is answered when it arrives byte by byte, in chunks, or with other requests behind it', async () => {
    const connection = await openConnection();
    const whole = request('Ping', '{"a":"äöü"}', H2C);
    for (const byte of Buffer.from(whole)) connection.write(Buffer.of(byte));
    expect(await connection.answer()).toEqual(PONG);
    connection.write(
      `POST /AP/Ping HTTP/1.1\r\nHost: x\r\n${H2C}Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n${whole}${whole}`,
    );
    for (let count = 0; count < 3; count += 1) expect(await connection.answer()).toEqual(PONG);
    connection.write(request('Nope', '{}', H2C));
    expect(await connection.answer()).toMatchObject([404, { errorcode: 106 }]);
    connection.write(`GET /WSGateway/ HTTP/1.1\r\nHost: x\r\n${H2C}\r\n`);
    expect(await connection.answer()).toMatchObject([404, { errorcode: 106 }]);
    connection.end();
  });

  it('gets its connection closed after the answer when it asks for that', async () => {
    const connection = await openConnection();
    connection.write(request('Ping', '{}', 'Connection: Upgrade, close\r\nUpgrade: h2c\r\n'));
    expect(await connection.answer()).toEqual(PONG);
    await expect(connection.answer()).rejects.toThrow('Closed after: ');
  });
});
