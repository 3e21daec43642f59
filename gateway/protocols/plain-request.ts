import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';

/** Headers that are about the upgrade only. */
const UPGRADE_HEADERS = new Set(['upgrade', 'http2-settings', 'connection']);

/** The head of a request without the upgrade. */
function headOf({ method, url, httpVersion, rawHeaders, headers }: IncomingMessage): string {
  const lines = [`${method} ${url} HTTP/${httpVersion}`];
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const [name = '', value = ''] = rawHeaders.slice(at, at + 2);
    if (!UPGRADE_HEADERS.has(name.toLowerCase())) lines.push(`${name}: ${value}`);
  }
  const kept = (headers.connection ?? '')
    .split(',')
    .map((token) => token.trim())
    .filter((token) => token !== '' && !UPGRADE_HEADERS.has(token.toLowerCase()));
  if (kept.length > 0) lines.push(`Connection: ${kept.join(', ')}`);
  return `${lines.join('\r\n')}\r\n\r\n`;
}

/**
 * Ignores a request to upgrade to another protocol and answers it over HTTP/1.1, as RFC 9110 (7.8) allows.
 * Java's HttpClient asks for h2c with every call.
 *
 * Node detaches the connection from its HTTP server at such a request, with the body unread. Once the earlier
 * requests on the connection are answered, this hands it back to the server as a new one, with the request in
 * front, without the upgrade.
 *
 * @param server before it listens
 * @returns a listener for the server's `upgrade` event
 */
export function createUpgradeRemover(server: Server) {
  // A connection can ask for an upgrade several times.
  const hasErrorListener = new WeakSet<Duplex>();
  const answered = new WeakMap<Duplex, Promise<unknown>>();
  server.on('request', ({ socket }, response) => {
    answered.set(socket, new Promise((resolve) => response.once('close', resolve)));
  });
  return async (request: IncomingMessage, stream: Duplex, head: Buffer): Promise<void> => {
    if (!hasErrorListener.has(stream)) stream.on('error', () => stream.destroy());
    hasErrorListener.add(stream);
    await answered.get(stream);
    if (stream.destroyed) return;
    stream.unshift(Buffer.concat([Buffer.from(headOf(request), 'latin1'), head]));
    server.emit('connection', stream);
  };
}
