import { cookieName } from '@/console/session/paths';
import { create } from '@/prisma/factories';
import { cookieOf, expect, setting, test } from './fixtures';
import { sendRaw } from './support/raw-request';
import { readActionIds } from './support/server-actions';

const origin = setting('E2E_BASE_URL');
const { host, port } = new URL(origin);
const own = [`Origin: ${origin}`, 'Sec-Fetch-Site: same-origin'];
const action = (id: string, type = 'text/plain;charset=UTF-8') => [
  `Next-Action: ${id}`,
  `Content-Type: ${type}`,
];

/** Sends one request to the console under its own name. */
const send = (line: string, headers: string[] = [], body = '') =>
  sendRaw(origin, [`${line} HTTP/1.1`, `Host: ${host}`, ...headers], body);

const locationIn = (head: string) => /^location: (.*)$/im.exec(head)?.[1];

for (const target of [
  'http://other.example/',
  'http://other.example',
  'https://other.example/operators',
  'ftp://other.example/',
  '//other.example',
  '//other.example/operators',
  '/\\other.example',
  '\\\\other.example',
  '*',
  'operators',
  '/%',
  '/%zz',
  '/people/%E0%A4%A',
  '/people/%00',
  '/%5C%5Cother.example',
  `${origin}//other.example`,
]) {
  for (const method of ['GET', 'POST', 'OPTIONS']) {
    test(`${method} ${target} is refused as malformed, without a redirect`, async () => {
      const answer = await send(`${method} ${target}`);
      expect(answer.status).toBe(400);
      expect(locationIn(answer.head)).toBeUndefined();
      // Node.js itself refuses some of them, without a body.
      if (answer.body) expect(JSON.parse(answer.body)).toMatchObject({ errorcode: 100 });
    });
  }
}

test('the request line may contain the console’s full address', async ({ db }) => {
  const { secret } = await create.session(db, {
    userId: (await create.user(db, { permissions: ['Operator'] })).id,
  });
  const cookie = [`Cookie: ${await cookieOf(secret)}`];
  expect((await send(`GET ${origin}/operators?size=25`, cookie)).status).toBe(200);
  expect((await send(`GET ${origin}`)).status).toBe(307);
});

test('TRACE is refused on every path', async () => {
  for (const path of ['/', '/sign-in', '/healthz', '/api/session', '/nowhere']) {
    expect((await send(`TRACE ${path}`)).status, path).toBe(400);
  }
});

test('an upgrade is ignored on every path', async () => {
  const paths: [string, number][] = [
    ['/sign-in', 200],
    ['/healthz', 200],
    ['/api/session', 401],
    ['/_next/static/x', 404],
  ];
  for (const [path, status] of paths) {
    for (const protocol of ['websocket', 'h2c']) {
      const answer = await send(`GET ${path}`, [`Upgrade: ${protocol}`, 'Connection: Upgrade']);
      expect(answer.status, `${protocol} at ${path}`).toBe(status);
    }
  }
});

test('CONNECT gets no answer', async () => {
  expect((await send('CONNECT other.example:443')).status).toBe(0);
});

const states = ['x', '%', '%5B%5D', '%7B%7D', '%5B1%2C2%5D', 'a'.repeat(9_000)];
for (const state of states) {
  test(`an unreadable router state is refused as malformed: ${state.slice(0, 20)}`, async () => {
    const answer = await send('GET /sign-in', ['RSC: 1', `Next-Router-State-Tree: ${state}`]);
    expect(answer.status).toBe(400);
  });
}

const bodies: [string, string][] = [
  ['nothing', ''],
  ['no JSON', '%$&'],
  ['half of it', '[{"a":'],
  ['not an array', '{"OperatorId":1}'],
  ['a reference to a missing row', '["$1"]'],
  ['an action inside', '["$F1"]'],
  ['a promise inside', '[{"a":["$@1"]}]'],
  ['an invalid number', '["$nabc"]'],
  ['nested too deeply', `${'['.repeat(90_000)}${']'.repeat(90_000)}`],
  ['more than a person would type', `["${'x'.repeat(300_000)}"]`],
];

for (const [what, body] of bodies) {
  test(`an action whose body is ${what} is refused as malformed`, async () => {
    const id = readActionIds().removeOperatorOms ?? '';
    const answer = await send('POST /operators', [...own, ...action(id)], body);
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body)).toMatchObject({ errorcode: 100 });
  });
}

const actionHeaders: [string, number, string[]][] = [
  ['an invalid id', 400, [...own, ...action('x')]],
  ['two ids', 400, [...own, ...action('a'.repeat(42)), `Next-Action: ${'b'.repeat(42)}`]],
  ['JSON’s type', 400, [...own, ...action('a'.repeat(42), 'application/json')]],
  ['an invalid type', 400, [...own, ...action('a'.repeat(42), ';;;/')]],
  ['a form’s type', 400, [...own, ...action('a'.repeat(42), 'multipart/form-data; boundary=x')]],
  ['the origin null', 403, ['Origin: null', ...action('a'.repeat(42))]],
  ['an invalid origin', 403, ['Origin: %', ...action('a'.repeat(42))]],
  ['its origin twice', 403, [`Origin: ${origin}`, ...own, ...action('a'.repeat(42))]],
  ['another origin', 403, ['Origin: https://evil.example', ...action('a'.repeat(42))]],
  [
    'another origin and its host as forwarded',
    403,
    ['Origin: https://evil.example', 'X-Forwarded-Host: evil.example', ...action('a'.repeat(42))],
  ],
];

for (const [what, status, headers] of actionHeaders) {
  test(`an action with ${what} is answered with ${status}`, async () => {
    expect((await send('POST /operators', headers, '[]')).status).toBe(status);
  });
}

test('a page accepts no multipart form', async () => {
  const type = 'Content-Type: multipart/form-data; boundary=x';
  for (const body of [
    '',
    '--x',
    '--x\r\nContent-Disposition: form-data; name="$ACTION_REF_1"\r\n\r\n\r\n--x--\r\n',
  ]) {
    expect((await send('POST /operators', [...own, type], body)).status).toBe(400);
  }
});

test('only those routes of the sign-in library exist that the console uses', async ({ request }) => {
  for (const path of ['providers', 'csrf']) {
    expect((await request.get(`/api/auth/${path}`)).status(), path).toBe(200);
    expect((await request.post(`/api/auth/${path}`)).status(), path).toBe(404);
  }
  for (const path of [
    '_log',
    'session',
    'signin',
    'signin/credentials',
    'error',
    'verify-request',
    'callback',
    'x',
  ]) {
    expect((await request.get(`/api/auth/${path}`)).status(), path).toBe(404);
    const answer = await request.post(`/api/auth/${path}`, { form: { message: 'a stranger’s text' } });
    expect(answer.status(), path).toBe(404);
    expect(await answer.text()).not.toContain('stranger');
  }
  for (const path of ['callback/credentials', 'signout', 'signout/', 'callback/credentials/x']) {
    expect((await request.get(`/api/auth/${path}`, { maxRedirects: 0 })).status(), path).not.toBe(200);
  }
});

/** Variations of a sign-in or sign-out request that the form does not send. */
const forms: [string, number, string[], string][] = [
  ['no type', 400, [], 'json=true'],
  ['JSON', 400, ['Content-Type: application/json'], '{'],
  ['several parts', 400, ['Content-Type: multipart/form-data'], '--'],
  [
    'more than a person would type',
    400,
    ['Content-Type: application/x-www-form-urlencoded'],
    'x='.repeat(20_000),
  ],
];

for (const [what, status, headers, body] of forms) {
  test(`signing in or out with ${what} is answered with ${status}`, async () => {
    for (const path of ['callback/credentials', 'signout']) {
      expect((await send(`POST /api/auth/${path}`, [...own, ...headers], body)).status, path).toBe(status);
    }
  });
}

for (const address of [
  '%',
  '/%',
  `${origin}/%E0%A4%A`,
  'x',
  'http://[',
  '//evil.example',
  'https://evil.example/',
  'javascript:alert(1)',
  '\0',
]) {
  test(`an invalid address to return to causes neither an error nor a redirect to it: ${JSON.stringify(address)}`, async ({
    request,
  }) => {
    const { csrfToken } = (await (await request.get('/api/auth/csrf')).json()) as { csrfToken: string };
    const { cookies } = await request.storageState();
    const jar = cookies
      .filter(({ name }) => name.endsWith('csrf-token'))
      .map(({ name, value }) => `${name}=${value}`);
    const callback = `${cookieName('callback-url', origin)}=${encodeURIComponent(address)}`;
    const query = `callbackUrl=${encodeURIComponent(address)}`;
    for (const cookie of [jar, [...jar, callback]]) {
      const headers = [...own, `Cookie: ${cookie.join('; ')}`];
      expect((await send(`GET /api/auth/csrf?${query}`, headers)).status).toBe(200);
      const form = new URLSearchParams({ csrfToken, callbackUrl: address, json: 'true' });
      const type = 'Content-Type: application/x-www-form-urlencoded';
      const signIn = await send(
        `POST /api/auth/callback/credentials?${query}`,
        [...headers, type],
        `${form}&userName=%00`,
      );
      expect(signIn.status).toBe(401);
      const signOut = await send(`POST /api/auth/signout?${query}`, [...headers, type], String(form));
      expect(signOut.status).toBe(200);
      expect((JSON.parse(signOut.body) as { url: string }).url).toBe(`${origin}/sign-in`);
    }
  });
}

const PATHS = [
  '/',
  '/operators',
  '/people/x',
  '/companies/1',
  '/sign-in',
  '/nowhere',
  '/healthz',
  '/api/session',
  '/api/lists/operators',
  '/api/exports/operators',
  '/api/plans',
  '/api/previews/RemoveUserRole',
  '/api/search',
  '/api/auth/csrf',
  '/api/auth/callback/credentials',
  '/_next/static/x',
  '/findings/__proto__',
];
const ODD: Record<string, string[]> = {
  cookies: [`Cookie: ;;=;%;a=%E0%A4%A;access-console-${port}.session=%;=${'x'.repeat(50)}`],
  forwarding: ['X-Forwarded-Host: evil.example', 'X-Forwarded-Proto: ftp', 'X-Forwarded-For: ,,;'],
  'what it accepts': ['Accept: ;;;', 'Accept-Encoding: ;q=x', 'Accept-Language: %%'],
  ranges: ['Range: bytes=9-1', 'If-None-Match: %%', 'If-Modified-Since: x'],
  'the router’s headers': [
    'RSC: 1',
    'Next-Router-Prefetch: 7',
    'Next-Url: //%',
    'Next-Router-Segment-Prefetch: /%',
  ],
  'the framework’s own headers': [
    'x-middleware-subrequest: proxy:proxy:proxy:proxy:proxy',
    'x-middleware-rewrite: http://evil.example',
    'x-invoke-status: 500',
    'x-matched-path: /x',
    'x-action-forwarded: 1',
    'next-resume: 1',
    'x-nextjs-data: 1',
  ],
  'a type': ['Content-Type: ;;;/'],
};

for (const path of PATHS) {
  test(`${path} survives every unusual header, method and query`, async ({ db }) => {
    test.setTimeout(300_000);
    const { secret } = await create.session(db, {
      userId: (await create.user(db, { permissions: ['SUPERUSER'] })).id,
    });
    const cookie = `Cookie: ${await cookieOf(secret)}`;
    for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PROPFIND']) {
      for (const [what, headers] of Object.entries({ nothing: [], ...ODD })) {
        const sent = what === 'cookies' ? headers : [cookie, ...headers];
        const { status, head } = await send(`${method} ${path}`, sent);
        expect(status, `${method} with ${what}`).toBeGreaterThan(0);
        expect(status, `${method} with ${what}`).toBeLessThan(500);
        expect(locationIn(head) ?? '/', `${method} with ${what}`).toMatch(new RegExp(`^(${origin})?/(?!/)`));
      }
    }
    for (const query of [
      '%',
      '__proto__=1',
      'search=%00',
      'search=%ff&sort=%00',
      'size=1e9&cursor=%',
      'from=%&request=%00&term=%00',
    ]) {
      const { status } = await send(`GET ${path}?${query}`, [cookie]);
      expect(status, query).toBeLessThan(500);
    }
  });
}
