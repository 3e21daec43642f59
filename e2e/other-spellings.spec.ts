import { hashPassword } from '@/domain/sign-in/password';
import { parseEnv } from '@/env';
import { create } from '@/prisma/factories';
import { findFreePort } from '@/scripts/database/free-port';
import { untilHealthy } from '@/scripts/servers/health';
import { consoleListener } from '@/scripts/servers/listeners';
import { type Server, startWebServer } from '@/scripts/servers/server';
import { testDistDir } from '@/scripts/testing/test-dist-dir';
import { alsoSignInAt, cookieOf, expect, setting, test } from './fixtures';
import { sendRaw } from './support/raw-request';
import { readActionIds } from './support/server-actions';

// All tests share one server with a public address of its own, as behind a proxy.
test.describe.configure({ mode: 'default' });

const HOME = 'http://console.test';
const PASSWORD = 'a rather long password';

let server: Server;
let listening = '';
/** The server's output. */
let log = '';

test.beforeAll(async () => {
  const env = parseEnv({
    DATABASE_URL: setting('E2E_DATABASE_URL'),
    NEXTAUTH_URL: HOME,
    NEXTAUTH_SECRET: setting('NEXTAUTH_SECRET'),
    AUDIT_KEY: setting('AUDIT_KEY'),
    PORT: String(await findFreePort()),
  });
  alsoSignInAt(HOME);
  listening = `http://127.0.0.1:${env.PORT}`;
  server = startWebServer({ mode: 'start', env, distDir: testDistDir, output: 'pipe' });
  for (const stream of [server.process.stdout, server.process.stderr]) {
    stream?.on('data', (data) => {
      log += data;
    });
  }
  await untilHealthy(consoleListener(env));
});

test.afterAll(() => server.stop());

const FORM = 'Content-Type: application/x-www-form-urlencoded';
const SPELLINGS: [string, string][] = [
  ['console.test', 'http://console.test'],
  ['console.test:80', 'http://console.test:80'],
  ['Console.Test', 'http://Console.Test'],
  ['console.test.', 'http://console.test.'],
  ['CONSOLE.test.:80', 'HTTP://console.TEST.:80'],
  ['console.test:80', 'http://console.test'],
  ['console.test', 'http://console.test:80'],
];

for (const [host, origin] of SPELLINGS) {
  test(`Host ${host} with Origin ${origin} is accepted as this console`, async ({ db }) => {
    const send = (line: string, headers: string[] = [], body = '') =>
      sendRaw(listening, [`${line} HTTP/1.1`, `Host: ${host}`, ...headers], body);
    const user = await create.user(db, {
      permissions: ['Operator'],
      passwordHash: await hashPassword(PASSWORD),
    });

    const away = await send('GET /operators');
    expect(away.status).toBe(307);
    expect(away.head).toMatch(new RegExp(`^location: ${HOME}/sign-in\\?from=%2Foperators\\r?$`, 'im'));

    const csrf = await send('GET /api/auth/csrf');
    const [, csrfToken = ''] = /"csrfToken":"(\w+)"/.exec(csrf.body) ?? [];
    const [, token = ''] = /^set-cookie: ([^;]*csrf-token=[^;]*)/im.exec(csrf.head) ?? [];
    const own = [`Origin: ${origin}`, 'Sec-Fetch-Site: same-origin', `X-Forwarded-Host: ${host}`];
    const form = new URLSearchParams({
      csrfToken,
      userName: user.userName,
      password: PASSWORD,
      json: 'true',
    });
    const signIn = await send(
      'POST /api/auth/callback/credentials',
      [...own, FORM, `Cookie: ${token}`],
      `${form}`,
    );
    expect(signIn.status).toBe(200);

    const { secret } = await create.session(db, { userId: user.id });
    const cookie = `Cookie: ${await cookieOf(secret)}`;
    expect((await send('GET /operators', [cookie])).status).toBe(200);
    const id = readActionIds().removeOperatorOms;
    const action = [...own, cookie, `Next-Action: ${id}`, 'Content-Type: text/plain;charset=UTF-8'];
    const removal = await send('POST /operators', action, '[{},{}]');
    expect(removal.status).toBe(200);
    // The action itself has read the request, so the framework has accepted it.
    expect(removal.body).toContain('"errorcode":100');
  });
}

for (const host of [
  'console.test:81',
  'console.test:443',
  'console.test..',
  'console.test.evil.example',
  '[::1]',
  '',
]) {
  test(`Host ${JSON.stringify(host)} is refused as another console`, async () => {
    const answer = await sendRaw(listening, [
      'GET /sign-in HTTP/1.1',
      `Host: ${host}`,
      `X-Forwarded-Host: console.test`,
    ]);
    expect(answer.status).toBe(421);
    expect(answer.body).toContain(`This console answers at ${HOME} only.`);
  });
}

test('a malformed request without a session logs one line at level info, without any of its text', async () => {
  const own = [`Origin: ${HOME}`, 'Sec-Fetch-Site: same-origin'];
  const action = (id: string) => [`Next-Action: ${id}`, 'Content-Type: text/plain'];
  const requests: [string, string[], string][] = [
    ['GET http://marker.example/marker', [], ''],
    ['GET //marker.example', [], ''],
    ['GET /marker%', [], ''],
    ['POST /sign-in', ['Origin: null', ...action('a'.repeat(42))], '["marker"]'],
    ['POST /sign-in', ['Origin: http://marker', ...action('a'.repeat(42))], '["marker"]'],
    ['POST /sign-in', [...own, ...action('marker')], '["marker"]'],
    ['POST /sign-in', [...own, ...action('a'.repeat(42))], '["$marker"]'],
    ['POST /api/auth/_log', [...own, FORM], 'level=error&code=marker&message=marker'],
    ['POST /api/auth/callback/credentials', [...own, 'Content-Type: application/json'], '{"marker'],
    ['GET /sign-in', ['RSC: 1', 'Next-Router-State-Tree: marker'], ''],
  ];
  const from = log.length;
  for (const [line, headers, body] of requests) {
    const answer = await sendRaw(listening, [`${line} HTTP/1.1`, 'Host: console.test', ...headers], body);
    expect(answer.status, line).toBeGreaterThanOrEqual(400);
    expect(answer.status, line).toBeLessThan(500);
    const [, id = 'none'] = /^x-correlation-id: (.*?)\r?$/im.exec(answer.head) ?? [];
    await expect.poll(() => log, line).toContain(`"correlationId":"${id}"`);
  }
  const lines = log.slice(from).trim().split('\n');
  expect(lines).toHaveLength(requests.length);
  for (const line of lines) expect(JSON.parse(line)).toMatchObject({ level: 30, msg: 'refused' });
  expect(log).not.toContain('marker');
});
