import { afterEach, expect, it, vi } from 'vitest';

const TOKEN = 'p4Lk8sDf2gHj6tYu0wErQmNbVcXz1a3S';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

/** As a process with this setting answers. */
async function ask(token: string, authorization: string | null) {
  vi.stubEnv('METRICS_TOKEN', token);
  vi.stubEnv('DATABASE_URL', 'postgresql://127.0.0.1:1/away');
  const { answerMetrics } = await import('./answer-metrics');
  return answerMetrics(authorization);
}

it('without the setting there is nothing, whatever is sent', async () => {
  for (const authorization of [null, '', 'Bearer ', 'Bearer undefined', `Bearer ${TOKEN}`]) {
    expect(await ask('', authorization)).toBeNull();
  }
});

it.each([`Bearer ${TOKEN}`, `bearer ${TOKEN}`, `Bearer  ${TOKEN} `])(
  'tells who sends %j, though the database is away',
  async (authorization) => {
    const answer = await ask(TOKEN, authorization);
    expect(answer).toMatchObject({
      status: 200,
      headers: {
        'Content-Type': 'text/plain; version=0.0.4; charset=utf-8',
        'Cache-Control': 'no-store',
      },
    });
    expect(answer?.body).toContain('access_console_database_connections{state="total"} 0');
  },
);

it.each([
  null,
  '',
  'Bearer',
  'Bearer ',
  TOKEN,
  `Basic ${TOKEN}`,
  `Bearer ${TOKEN}x`,
  `Bearer ${TOKEN.slice(1)}`,
  `Bearer ${TOKEN.toLowerCase()}`,
  `Bearer ${'x'.repeat(10_000)}`,
  `Bearer x, Bearer ${TOKEN}`,
])('tells nothing to who sends %j', async (authorization) => {
  expect(await ask(TOKEN, authorization)).toEqual({
    status: 401,
    headers: {
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      'WWW-Authenticate': 'Bearer',
    },
    body: '',
  });
});
