import { connect, createServer, type Socket } from 'node:net';

/**
 * A way to the database on which answers can be held back, as by a network that stalls.
 *
 * @param url of the database behind it
 * @returns the way's own url; `stallAfter` holds back everything the server says once a client has said the words;
 *   `flow` lets it through again
 */
export async function openStallingProxy(url: string) {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  const held: (() => void)[] = [];
  let words: string | undefined;
  let isStalled = false;

  const server = createServer((client) => {
    const upstream = connect(Number(target.port || 5432), target.hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => {});
    }
    client.on('data', (data) => {
      if (words !== undefined && data.includes(words)) isStalled = true;
      upstream.write(data);
    });
    upstream.on('data', (data) => {
      if (isStalled) held.push(() => client.write(data));
      else client.write(data);
    });
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The way has no port.');
  const own = new URL(url);
  own.hostname = '127.0.0.1';
  own.port = String(address.port);

  return {
    url: own.href,
    stallAfter(said: string) {
      words = said;
    },
    flow() {
      words = undefined;
      isStalled = false;
      for (const release of held.splice(0)) release();
    },
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
