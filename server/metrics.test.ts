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

describe('a call that is measured', () => {
  it('hands on what it returns, and counts once, with its time', async () => {
    const beginning = performance.now();
    expect(await measured('console', 'Good', async () => 'reply')).toBe('reply');
    expect(await read(outcomeLine('Good', 'ok'))).toBe(1);
    const labels = '{door="console",call="Good"}';
    expect(await read(`access_console_call_duration_seconds_count${labels}`)).toBe(1);
    expect(await read(`access_console_call_duration_seconds_sum${labels}`)).toBeLessThan(
      (performance.now() - beginning) / 1_000,
    );
  });

  it.each([
    ['not_found', new Refusal('not_found', 'There is none.')],
    ['not_authorized', new Refusal('not_authorized', 'No.')],
    ['server_error', new ServerFault('unavailable', null)],
    ['server_error', new Error('anything else')],
    ['server_error', 'not even an error'],
  ])('hands on what it throws, and counts it as %s', async (outcome, error) => {
    const before = await read(outcomeLine('Bad', outcome));
    await expect(measured('console', 'Bad', () => Promise.reject(error))).rejects.toBe(error);
    expect(await read(outcomeLine('Bad', outcome))).toBe(before + 1);
    expect(await read(outcomeLine('Bad', 'ok'))).toBe(0);
  });

  it('ends once, however often it is told, and takes seconds', async () => {
    const beginning = performance.now();
    const end = beginCall('console', 'Long');
    await new Promise((resolve) => setTimeout(resolve, 30));
    end(new Refusal('not_found', 'There is none.'));
    end();
    expect(await read(outcomeLine('Long', 'not_found'))).toBe(1);
    expect(await read(outcomeLine('Long', 'ok'))).toBe(0);
    const seconds = await read('access_console_call_duration_seconds_sum{door="console",call="Long"}');
    expect(seconds).toBeGreaterThan(0.02);
    expect(seconds).toBeLessThan((performance.now() - beginning) / 1_000);
  });
});

it('a sign-in counts as ok, rejected, or by the error that kept it from being judged', async () => {
  const line = (outcome: string) => `access_console_sign_ins_total{door="gateway",outcome="${outcome}"}`;
  expect(await countedSignIn('gateway', async () => 'session')).toBe('session');
  expect(await countedSignIn('gateway', async () => null)).toBeNull();
  await expect(countedSignIn('gateway', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  for (const outcome of ['ok', 'rejected', 'server_error']) expect(await read(line(outcome))).toBe(1);
});

it('a page that failed is counted', async () => {
  expect(await read('access_console_failed_pages_total')).toBe(0);
  countFailedPage();
  expect(await read('access_console_failed_pages_total')).toBe(1);
});

it.each(['streams', 'sockets'] as const)('open %s are counted when metrics are read', async (thing) => {
  const line = `access_console_open_${thing}`;
  expect(await read(line)).toBe(0);
  let count = 2;
  const ends = [watchOpen(thing, () => count), watchOpen(thing, () => 3)];
  expect(await read(line)).toBe(5);
  count = 1;
  expect(await read(line)).toBe(4);
  for (const end of ends) end();
  expect(await read(line)).toBe(0);
});

it('connections to the database are as many as there are', async () => {
  const line = (state: string) => `access_console_database_connections{state="${state}"}`;
  await database().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1`;
    expect(await read(line('total'))).toBe(1);
    expect(await read(line('idle'))).toBe(0);
    expect(await read(line('waiting'))).toBe(0);
  });
  expect(await read(line('idle'))).toBe(1);
});

it('every metric of ours says what it is, and those of the process are there', async () => {
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
