import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { makeRemovalScene } from '@/domain/testing/scene';
import { database } from '@/prisma/client';
import { makeSession } from '@/prisma/factories';
import { setUpGateway } from '../testing/gateway';
import { makePerson } from '../testing/people';

const gateway = setUpGateway();

/** As Java's HttpClient asks with every call that is not encrypted. */
const H2C =
  'Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA\r\n';

/** A connection on which requests are written by hand. */
async function openLine() {
  const { hostname, port } = new URL(gateway.origin);
  const line = connect(Number(port), hostname);
  await once(line, 'connect');
  let text = '';
  const more = new EventTarget();
  line.on('data', (data) => {
    text += data;
    more.dispatchEvent(new Event('data'));
  });
  line.on('close', () => more.dispatchEvent(new Event('data')));
  return {
    write: (request: string | Buffer) => line.write(request),
    end: () => line.destroy(),
    /** The status and the content of the next answer. */
    async answer(): Promise<[number, unknown]> {
      for (;;) {
        const [, status, length] = /^HTTP\/1\.1 (\d+)[\s\S]*?\r\nContent-Length: (\d+)\r\n/i.exec(text) ?? [];
        const begin = text.indexOf('\r\n\r\n') + 4;
        if (status && length && text.length >= begin + Number(length)) {
          const content = text.slice(begin, begin + Number(length));
          text = text.slice(begin + Number(length));
          return [Number(status), JSON.parse(content)];
        }
        if (line.closed) throw new Error(`Closed after: ${text}`);
        await new Promise((resolve) => more.addEventListener('data', resolve, { once: true }));
      }
    },
  };
}

const request = (call: string, body: string, headers: string) =>
  `POST /AP/${call} HTTP/1.1\r\nHost: x\r\n${headers}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
const PONG = [200, { msg: 'PONG' }];

describe('a request that asks for another protocol', () => {
  it.each([
    ['h2c', H2C],
    [
      'websocket, which is opened by GET',
      'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n',
    ],
    ['TLS', 'Connection: keep-alive, Upgrade\r\nUpgrade: TLS/1.0\r\n'],
    ['two of them', 'Connection: upgrade\r\nUpgrade: h2c, websocket\r\n'],
  ])('(%s) is answered over HTTP/1.1, with its body, and so are those after it', async (_, headers) => {
    const { user, account, requests } = await makeRemovalScene();
    const { id: userId } = await makePerson({ permissions: ['Operator'] });
    const { secret } = await makeSession(database(), { userId, door: 'gateway' });
    const session = `Authorization: Bearer ${secret}\r\n`;
    const line = await openLine();
    line.write(request('Ping', '{}', headers));
    expect(await line.answer()).toEqual(PONG);
    line.write(request('RemoveUserAccount', JSON.stringify(requests.RemoveUserAccount), headers + session));
    expect(await line.answer()).toMatchObject([200, { result: true }]);
    expect(await database().userAccount.count({ where: { userId: user.id, accountId: account.id } })).toBe(0);
    line.write(request('Ping', '{}', ''));
    expect(await line.answer()).toEqual(PONG);
    line.end();
  });

  it('may come in pieces, in chunks and with others behind it', async () => {
    const line = await openLine();
    const whole = request('Ping', '{"a":"äöü"}', H2C);
    for (const byte of Buffer.from(whole)) line.write(Buffer.of(byte));
    expect(await line.answer()).toEqual(PONG);
    line.write(
      `POST /AP/Ping HTTP/1.1\r\nHost: x\r\n${H2C}Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n${whole}${whole}`,
    );
    for (let count = 0; count < 3; count += 1) expect(await line.answer()).toEqual(PONG);
    line.write(request('Nope', '{}', H2C));
    expect(await line.answer()).toMatchObject([404, { errorcode: 106 }]);
    line.write(`GET /WSGateway/ HTTP/1.1\r\nHost: x\r\n${H2C}\r\n`);
    expect(await line.answer()).toMatchObject([404, { errorcode: 106 }]);
    line.end();
  });

  it('is closed behind its answer when it says so', async () => {
    const line = await openLine();
    line.write(request('Ping', '{}', 'Connection: Upgrade, close\r\nUpgrade: h2c\r\n'));
    expect(await line.answer()).toEqual(PONG);
    await expect(line.answer()).rejects.toThrow('Closed after: ');
  });
});
