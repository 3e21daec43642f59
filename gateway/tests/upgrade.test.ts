import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { setUpGateway } from '../testing/gateway';

const gateway = setUpGateway();

/** Asks for a socket. Returns whether it opens, or the status of the refusal. */
async function requestSocket(path: string, origin?: string): Promise<'open' | number> {
  const socket = new WebSocket(gateway.origin.replace('http', 'ws') + path, { ...(origin && { origin }) });
  socket.on('error', () => {});
  const refused = once(socket, 'unexpected-response').then(([, response]) => response.statusCode);
  refused.catch(() => {});
  const answer = await Promise.race([once(socket, 'open').then(() => 'open' as const), refused]);
  socket.terminate();
  return answer;
}

describe('a request for a socket', () => {
  it.each(['/WSGateway/', '/WSGateway', '/APAD/', '/APAD', '/APAD/?a=b'])('opens one at %s', async (path) => {
    expect(await requestSocket(path)).toBe('open');
  });

  it.each(['/', '/wsgateway/', '/WSGateway/x', '/APAD//', '/AP/Ping', '/AP/', '/%57SGateway/'])(
    'is refused with 404 at %s',
    async (path) => {
      expect(await requestSocket(path)).toBe(404);
    },
  );

  it.each(['https://evil.example', 'http://127.0.0.1', 'http://127.0.0.1:1', 'null', 'x'])(
    'from a page of %s is refused with 403',
    async (origin) => {
      expect(await requestSocket('/WSGateway/', origin)).toBe(403);
      expect(await requestSocket('/APAD/', origin)).toBe(403);
    },
  );

  it('from a page of the gateway’s own origin opens one', async () => {
    expect(await requestSocket('/WSGateway/', gateway.origin)).toBe('open');
    expect(await requestSocket('/APAD/', gateway.origin)).toBe('open');
  });

  it('without an upgrade gets 404 with a message that explains how to make calls', async () => {
    for (const path of ['/WSGateway/', '/APAD/', '/', '/AP/Ping', '/AP/Ping/x']) {
      const response = await fetch(gateway.origin + path);
      expect(response.status).toBe(404);
      expect(await response.json()).toEqual({
        result: false,
        errormsg: 'Operation Not Supported',
        errorcode: 106,
        detail: 'Calls are made by POST /AP/<Call>.',
      });
    }
  });
});
