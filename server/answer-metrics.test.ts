import { afterEach, expect, it, vi } from 'vitest';

const TOKEN = 'p4Lk8sDf2gHj6tYu0wErQmNbVcXz1a3S';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

/** Answers a request as a process with this METRICS_TOKEN does. */
async function request(token: string, authorization: string | null) {
  vi.stubEnv('METRICS_TOKEN', token);
  vi.stubEnv('DATABASE_URL', 'postgresql://127.0.0.1:1/away');
  const { answerMetrics } = await import('./answer-metrics');
  return answerMetrics(authorization);
}

it('answers null without METRICS_TOKEN, whatever header is sent', async () => {
  for (const authorization of [null, '', 'Bearer ', 'Bearer undefined', `Bearer ${TOKEN}`]) {
    expect(await request('', authorization)).toBeNull();
  }
});

it.each([`Bearer ${TOKEN}`, `bearer ${TOKEN}`, `Bearer  ${TOKEN} `])(
  'returns the metrics for the header %j, even while the database is away',
  async (authorization) => {
    const answer = await request(TOKEN, authorization);
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
])('answers 401 without any metric for the header %j', async (authorization) => {
  expect(await request(TOKEN, authorization)).toEqual({
    status: 401,
    headers: {
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      'WWW-Authenticate': 'Bearer',
    },
    body: '',
  });
});
