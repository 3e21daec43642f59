import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';

/** Headers that speak of an upgrade alone. */
const OF_UPGRADES = new Set(['upgrade', 'http2-settings', 'connection']);

/** The head of a request as it came, without its wish for another protocol. */
function headOf({ method, url, httpVersion, rawHeaders, headers }: IncomingMessage): string {
  const lines = [`${method} ${url} HTTP/${httpVersion}`];
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const [name = '', value = ''] = rawHeaders.slice(at, at + 2);
    if (!OF_UPGRADES.has(name.toLowerCase())) lines.push(`${name}: ${value}`);
  }
  const kept = (headers.connection ?? '')
    .split(',')
    .map((token) => token.trim())
    .filter((token) => token !== '' && !OF_UPGRADES.has(token.toLowerCase()));
  if (kept.length > 0) lines.push(`Connection: ${kept.join(', ')}`);
  return `${lines.join('\r\n')}\r\n\r\n`;
}

/**
 * Makes what answers a request that asks for another protocol over HTTP/1.1, as RFC 9110 lets a server do (7.8): Java's
 * HttpClient asks for h2c with every call. Node takes the connection away from its HTTP server at such a request, with
 * the body unread. So the server gets the connection anew, with the request in front that it would have been without the
 * wish, once the answers to the requests before it have gone out.
 *
 * @param server Node's, before it listens
 * @returns a listener for its upgrades
 */
export function createPlainly(server: Server) {
  // A connection may ask again and again.
  const heard = new WeakSet<Duplex>();
  const answered = new WeakMap<Duplex, Promise<unknown>>();
  server.on('request', ({ socket }, response) => {
    answered.set(socket, new Promise((resolve) => response.once('close', resolve)));
  });
  return async (request: IncomingMessage, stream: Duplex, head: Buffer): Promise<void> => {
    if (!heard.has(stream)) stream.on('error', () => stream.destroy());
    heard.add(stream);
    await answered.get(stream);
    if (stream.destroyed) return;
    stream.unshift(Buffer.concat([Buffer.from(headOf(request), 'latin1'), head]));
    server.emit('connection', stream);
  };
}
