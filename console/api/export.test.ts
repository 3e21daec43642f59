import { text } from 'node:stream/consumers';
import { beforeEach, expect, it, vi } from 'vitest';
import { refuse } from '@/domain/call/errors';
import { UNLESS_HUNG } from '@/scripts/testing/unless-hung';
import { log } from '@/server/log';
import { readMetrics } from '@/server/metrics';
import { rises } from '@/server/testing/read-metrics';
import { answerExport } from './export';

const { list } = vi.hoisted(() => ({ list: { call: 'ListOperators', run: vi.fn() } }));
vi.stubEnv('DATABASE_URL', 'postgresql://127.0.0.1:1/away');
vi.mock('@/domain/registry', () => ({ lists: { operators: list } }));
vi.mock('../session/session-cookie', () => ({ readCookie: async () => null }));

const logged = { error: vi.spyOn(log(), 'error'), info: vi.spyOn(log(), 'info') };
beforeEach(() => vi.clearAllMocks());

const PAGE = { rows: [{ operatorId: 1 }], next: 'more' };
const ask = (request = new Request('http://localhost/')) =>
  answerExport({ name: 'operators', columns: ['operatorId'] }, 'csv', { request, list: {} });
const counted = (work: () => Promise<unknown>) =>
  rises('access_console_calls_total', { readText: async () => (await readMetrics()).text, work });

/** Reads the answer to its end. Throws when it is interrupted. */
const readAll = async (response: Response) => text(response.body as never);

it('logs an interrupted export under its correlation id, and counts it as a server error', async () => {
  const failure = new Error('the connection was lost');
  list.run.mockResolvedValueOnce(PAGE).mockRejectedValueOnce(failure);
  let id: string | null = null;
  const rise = await counted(async () => {
    const response = await ask();
    expect(response.status).toBe(200);
    id = response.headers.get('x-correlation-id');
    await expect(readAll(response)).rejects.toThrow('the connection was lost');
  });
  expect(rise).toEqual({ 'console Export server_error': 1 });
  expect(id).toMatch(/^[\da-f-]{36}$/);
  const line = { call: 'Export', correlationId: id, list: 'operators', err: failure };
  expect(logged.error.mock.calls).toEqual([[line, 'an export was interrupted']]);
  expect(list.run.mock.calls[0]?.[2]).toMatchObject({ correlationId: id });
});

it('logs a refused export under its correlation id', async () => {
  list.run.mockImplementationOnce(async () => refuse('not_authorized', 'No.'));
  let id: string | null = null;
  const rise = await counted(async () => {
    const response = await ask();
    expect(response.status).toBe(403);
    id = response.headers.get('x-correlation-id');
  });
  expect(rise).toEqual({ 'console Export not_authorized': 1 });
  const line = { call: 'Export', correlationId: id, kind: 'not_authorized', detail: 'No.' };
  expect(logged.info.mock.calls).toEqual([[line, 'refused']]);
});

it('counts an export only after it has been read completely', async () => {
  list.run.mockResolvedValueOnce(PAGE).mockResolvedValueOnce({ rows: [], next: null });
  let response: Response | undefined;
  const asking = async () => {
    response = await ask();
  };
  expect(await counted(asking)).toEqual({});
  expect(await counted(async () => readAll(response as Response))).toEqual({ 'console Export ok': 1 });
});

it('does not count an export as failed when the client disconnects', async () => {
  list.run.mockResolvedValue(PAGE);
  const client = new AbortController();
  const response = await ask(new Request('http://localhost/', { signal: client.signal }));
  const rise = await counted(async () => {
    client.abort();
    await response.body?.cancel(new Error('gone'));
    await vi.waitFor(async () => expect((await readMetrics()).text).toContain('outcome="ok"'), UNLESS_HUNG);
    await new Promise(setImmediate);
  });
  expect(rise).toEqual({ 'console Export ok': 1 });
  expect(logged.error).not.toHaveBeenCalled();
});
