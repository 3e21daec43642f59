import { describe, expect, it } from 'vitest';
import { Refusal, ServerFault } from '@/domain/call/errors';
import { setUpTestDatabase } from '@/domain/testing/test-database';
import { database } from '@/prisma/client';
import { beginCall, countedSignIn, countFailedPage, measured, readMetrics, watchOpen } from './metrics';
import { valueIn } from './testing/read-metrics';

setUpTestDatabase();

const read = async (line: string) => valueIn((await readMetrics()).text, line);
const outcomeLine = (call: string, outcome: string) =>
  `access_console_calls_total{door="console",call="${call}",outcome="${outcome}"}`;

describe('measured', () => {
  it('returns the result of the call, and counts the call and its duration once', async () => {
    const startedAt = performance.now();
    expect(await measured('console', 'Good', async () => 'reply')).toBe('reply');
    expect(await read(outcomeLine('Good', 'ok'))).toBe(1);
    const labels = '{door="console",call="Good"}';
    expect(await read(`access_console_call_duration_seconds_count${labels}`)).toBe(1);
    expect(await read(`access_console_call_duration_seconds_sum${labels}`)).toBeLessThan(
      (performance.now() - startedAt) / 1_000,
    );
  });

  it.each([
    ['not_found', new Refusal('not_found', 'There is none.')],
    ['not_authorized', new Refusal('not_authorized', 'No.')],
    ['server_error', new ServerFault('unavailable', null)],
    ['server_error', new Error('anything else')],
    ['server_error', 'not even an error'],
  ])('counts a failed call as %s and rethrows the same error', async (outcome, error) => {
    const before = await read(outcomeLine('Bad', outcome));
    await expect(measured('console', 'Bad', () => Promise.reject(error))).rejects.toBe(error);
    expect(await read(outcomeLine('Bad', outcome))).toBe(before + 1);
    expect(await read(outcomeLine('Bad', 'ok'))).toBe(0);
  });

  it('counts a call once when its end is reported twice, and measures its duration in seconds', async () => {
    const startedAt = performance.now();
    const end = beginCall('console', 'Long');
    await new Promise((resolve) => setTimeout(resolve, 30));
    end(new Refusal('not_found', 'There is none.'));
    end();
    expect(await read(outcomeLine('Long', 'not_found'))).toBe(1);
    expect(await read(outcomeLine('Long', 'ok'))).toBe(0);
    const seconds = await read('access_console_call_duration_seconds_sum{door="console",call="Long"}');
    expect(seconds).toBeGreaterThan(0.02);
    expect(seconds).toBeLessThan((performance.now() - startedAt) / 1_000);
  });
});

it('counts a sign-in as ok, as rejected, or by the error that prevented the check', async () => {
  const line = (outcome: string) => `access_console_sign_ins_total{door="gateway",outcome="${outcome}"}`;
  expect(await countedSignIn('gateway', async () => 'session')).toBe('session');
  expect(await countedSignIn('gateway', async () => null)).toBeNull();
  await expect(countedSignIn('gateway', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  for (const outcome of ['ok', 'rejected', 'server_error']) expect(await read(line(outcome))).toBe(1);
});

it('counts a page that failed', async () => {
  expect(await read('access_console_failed_pages_total')).toBe(0);
  countFailedPage();
  expect(await read('access_console_failed_pages_total')).toBe(1);
});

it.each(['streams', 'sockets'] as const)(
  'counts the open %s of all watchers each time metrics are read',
  async (thing) => {
    const line = `access_console_open_${thing}`;
    expect(await read(line)).toBe(0);
    let count = 2;
    const ends = [watchOpen(thing, () => count), watchOpen(thing, () => 3)];
    expect(await read(line)).toBe(5);
    count = 1;
    expect(await read(line)).toBe(4);
    for (const end of ends) end();
    expect(await read(line)).toBe(0);
  },
);

it('reports total, idle and waiting database connections', async () => {
  const line = (state: string) => `access_console_database_connections{state="${state}"}`;
  await database().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1`;
    expect(await read(line('total'))).toBe(1);
    expect(await read(line('idle'))).toBe(0);
    expect(await read(line('waiting'))).toBe(0);
  });
  expect(await read(line('idle'))).toBe(1);
});

it('describes every access_console metric with a help text, and includes the process metrics', async () => {
  const { text, type } = await readMetrics();
  expect(type).toBe('text/plain; version=0.0.4; charset=utf-8');
  expect(text).toMatch(/^process_cpu_seconds_total \d/m);
  const names = text.match(/(?<=^# HELP )access_console_\w+(?= \S)/gm);
  expect(names?.sort()).toEqual([
    'access_console_call_duration_seconds',
    'access_console_calls_total',
    'access_console_database_connections',
    'access_console_failed_pages_total',
    'access_console_open_sockets',
    'access_console_open_streams',
    'access_console_sign_ins_total',
  ]);
});
