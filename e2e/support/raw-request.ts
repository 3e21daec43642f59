import { connect } from 'node:net';

/** An answer as received. */
export interface RawAnswer {
  /** 0 when the connection was closed without an answer. */
  status: number;
  head: string;
  body: string;
}

/** @param sent chunks, one character for each byte */
function joinChunks(sent: string): string {
  const [, size = '0'] = /^([\da-f]+)/i.exec(sent) ?? [];
  const begin = sent.indexOf('\r\n') + 2;
  const end = begin + Number.parseInt(size, 16);
  return end === begin ? '' : sent.slice(begin, end) + joinChunks(sent.slice(end + 2));
}

/**
 * Sends a request byte for byte, without the corrections of a client library.
 *
 * @param origin of the server
 * @param lines the request line and the headers, without `Connection`
 * @param body is sent with its Content-Length unless the lines have one
 */
export function sendRaw(origin: string, lines: string[], body = ''): Promise<RawAnswer> {
  const { hostname, port } = new URL(origin);
  const length = lines.some((line) => /^(content-length|transfer-encoding):/i.test(line))
    ? []
    : [`Content-Length: ${Buffer.byteLength(body)}`];
  const text = [...lines, ...(body ? length : []), 'Connection: close', '', body].join('\r\n');
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    let answer = '';
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      answer += chunk;
    });
    socket.on('error', reject);
    socket.on('close', () => {
      const [head = '', ...rest] = answer.split('\r\n\r\n');
      const sent = rest.join('\r\n\r\n');
      const isChunked = /^transfer-encoding: chunked\r?$/im.test(head);
      const body = Buffer.from(isChunked ? joinChunks(sent) : sent, 'latin1').toString();
      resolve({ status: Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1] ?? 0), head, body });
    });
    socket.write(text);
  });
}
