import { describe, expect, it } from 'vitest';
import { setUpGateway } from '../testing/gateway';
import { post } from '../testing/raw';

const gateway = setUpGateway();

const MEBIBYTE = 2 ** 20;
const ERRORS: Record<number, string> = { 100: 'Invalid Response', 106: 'Operation Not Supported' };

describe('an HTTP request', () => {
  it.each<[string, string | object]>([
    ['with an empty object', {}],
    ['with no body', ''],
    ['with spaces for a body', ' \n'],
    ['with a body as a JSON string of JSON', '"{}"'],
    ['with unknown keys', { a: [1], __proto__: null }],
    ['with a body of 1 MiB', '{}'.padEnd(MEBIBYTE)],
  ])('%s gets the reply as JSON that must not be cached', async (_, body) => {
    const { status, content, headers } = await post(gateway.origin, 'Ping', body);
    expect({ status, content }).toEqual({ status: 200, content: { msg: 'PONG' } });
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-correlation-id')).toMatch(/^[\da-f-]{36}$/);
  });

  it.each<[string, string | Uint8Array<ArrayBuffer>, number, string]>([
    ['that is not JSON', 'a=b', 400, 'The body is not JSON.'],
    ['that is cut short', '{"a":', 400, 'The body is not JSON.'],
    ['that is an array', '[]', 400, 'The body must be an object.'],
    ['that is null', 'null', 400, 'The body must be an object.'],
    ['that is not UTF-8', Uint8Array.of(0x7b, 0xff, 0x7d), 400, 'The body is not UTF-8.'],
    ['of 1 MiB of brackets', '['.repeat(MEBIBYTE), 400, 'The body is not JSON.'],
    ['of more than 1 MiB', '{}'.padEnd(MEBIBYTE + 1), 413, 'The body must have at most 1048576 bytes.'],
    ['of 20 MiB', '{}'.padEnd(20 * MEBIBYTE), 413, 'The body must have at most 1048576 bytes.'],
  ])('with a body %s is refused with a message that names the problem', async (_, body, status, detail) => {
    expect(await post(gateway.origin, 'GetOperators', body)).toMatchObject({
      status,
      content: { result: false, errorcode: 100, errormsg: ERRORS[100], detail },
    });
  });

  it.each(['Pong', 'ping', '__proto__', 'toString', '%50ing', 'x'.repeat(100)])(
    'for the unknown call %s is refused with code 106',
    async (name) => {
      expect(await post(gateway.origin, name)).toMatchObject({
        status: 404,
        content: { errorcode: 106, errormsg: ERRORS[106] },
      });
    },
  );

  it.each(['GET', 'PUT', 'DELETE', 'OPTIONS'])(
    'with the method %s is refused with code 106 and no CORS headers',
    async (method) => {
      const response = await fetch(`${gateway.origin}/AP/Ping`, { method });
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ errorcode: 106 });
      // No page of another origin gets permission to call.
      expect(response.headers.get('access-control-allow-origin')).toBeNull();
    },
  );

  it.each(['https://evil.example', 'null', 'http://127.0.0.1', 'x'])(
    'from a page of %s is refused with status 403 on every path',
    async (Origin) => {
      for (const [method, path] of [
        ['POST', '/AP/Ping'],
        ['POST', '/AP/AuthenticateUser'],
        ['GET', '/AP/openapi.json'],
        ['OPTIONS', '/AP/Ping'],
      ]) {
        const response = await fetch(`${gateway.origin}${path}`, {
          method: String(method),
          headers: { Origin },
        });
        expect(response.status).toBe(403);
        expect(await response.json()).toMatchObject({
          errorcode: 20,
          detail: 'Pages of other origins can make no calls.',
        });
        expect(response.headers.get('access-control-allow-origin')).toBeNull();
      }
    },
  );

  it('from a page of the gateway’s own origin is answered, however the origin is spelled', async () => {
    for (const Origin of [gateway.origin, gateway.origin.replace('http', 'HTTP')]) {
      expect((await post(gateway.origin, 'Ping', {}, { Origin })).status).toBe(200);
    }
  });

  it('to /healthz gets status 200 while the database answers', async () => {
    const response = await fetch(`${gateway.origin}/healthz`);
    expect({ status: response.status, content: await response.json() }).toEqual({
      status: 200,
      content: { status: 'ok' },
    });
  });
});
