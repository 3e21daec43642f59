import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { setUpGateway } from '../testing/gateway';

const gateway = setUpGateway();

/** Asks for a socket, and tells whether it opens, or with which status it is turned away. */
async function knock(path: string, origin?: string): Promise<'open' | number> {
  const socket = new WebSocket(gateway.origin.replace('http', 'ws') + path, { ...(origin && { origin }) });
  socket.on('error', () => {});
  const turnedAway = once(socket, 'unexpected-response').then(([, response]) => response.statusCode);
  turnedAway.catch(() => {});
  const answer = await Promise.race([once(socket, 'open').then(() => 'open' as const), turnedAway]);
  socket.terminate();
  return answer;
}

describe('who asks for a socket', () => {
  it.each(['/WSGateway/', '/WSGateway', '/APAD/', '/APAD', '/APAD/?a=b'])('finds one at %s', async (path) => {
    expect(await knock(path)).toBe('open');
  });

  it.each(['/', '/wsgateway/', '/WSGateway/x', '/APAD//', '/AP/Ping', '/AP/', '/%57SGateway/'])(
    'finds none at %s',
    async (path) => {
      expect(await knock(path)).toBe(404);
    },
  );

  it.each(['https://evil.example', 'http://127.0.0.1', 'http://127.0.0.1:1', 'null', 'x'])(
    'from a page of %s is turned away',
    async (origin) => {
      expect(await knock('/WSGateway/', origin)).toBe(403);
      expect(await knock('/APAD/', origin)).toBe(403);
    },
  );

  it('from a page of the gateway itself is let in', async () => {
    expect(await knock('/WSGateway/', gateway.origin)).toBe('open');
    expect(await knock('/APAD/', gateway.origin)).toBe('open');
  });

  it('without asking for an upgrade is told how calls are made', async () => {
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
