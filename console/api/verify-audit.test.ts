import { text } from 'node:stream/consumers';
import { beforeEach, expect, it, vi } from 'vitest';
import { beginVerification } from '@/domain/audit-entries/verification-turn';
import { verifyChain } from '@/domain/audit-entries/verify';
import { log } from '@/server/log';
import { readMetrics } from '@/server/metrics';
import { rises } from '@/server/testing/read-metrics';
import { answerVerification } from './verify-audit';

vi.stubEnv('DATABASE_URL', 'postgresql://127.0.0.1:1/away');
vi.mock('@/domain/audit-entries/verify', () => ({ verifyChain: vi.fn() }));
const actor = { permissions: ['SUPERUSER'], adminOf: [], hasRole: false };
vi.mock('../session/session', () => ({ currentSession: async () => ({ actor }) }));

const logged = { error: vi.spyOn(log(), 'error'), info: vi.spyOn(log(), 'info') };
beforeEach(() => vi.clearAllMocks());

/** Verifies the log. Returns the last message, the correlation id of the answer, and what was counted. */
async function verify(request = new Request('http://localhost/')) {
  let [id, news]: [string | null, Record<string, unknown>] = [null, {}];
  const work = async () => {
    const response = await answerVerification(request);
    id = response.headers.get('x-correlation-id');
    const lines = (await text(response.body as never)).trim().split('\n');
    news = JSON.parse(lines.at(-1) || '{}');
  };
  const readText = async () => (await readMetrics()).text;
  const rise = await rises('access_console_calls_total', { readText, work });
  return { id, news, rise };
}

it('a failed verification shows its correlation id, and counts as a server error', async () => {
  const failure = new Error('the connection was lost');
  vi.mocked(verifyChain).mockRejectedValueOnce(failure);
  const { id, news, rise } = await verify();
  expect(id).toMatch(/^[\da-f-]{36}$/);
  expect(news).toEqual({ kind: 'failure', detail: expect.stringContaining(`Correlation id ${id}.`) });
  const line = { call: 'VerifyAuditLog', correlationId: id, err: failure };
  expect(logged.error.mock.calls).toEqual([[line, expect.any(String)]]);
  expect(rise).toEqual({ 'console VerifyAuditLog server_error': 1 });
});

it('a problem in the audit log is logged, and the verification counts as ok', async () => {
  const problem = { seq: '7', words: 'Entry 7 does not fit.' };
  vi.mocked(verifyChain).mockResolvedValueOnce({ entries: 6, problem } as never);
  const { id, rise } = await verify();
  const line = { call: 'VerifyAuditLog', correlationId: id, problem, checkpointProblem: null };
  expect(logged.error.mock.calls).toEqual([[line, 'the audit log has a problem']]);
  expect(rise).toEqual({ 'console VerifyAuditLog ok': 1 });
});

it('no verification begins while another one of the process runs, such as that of evidence', async () => {
  const end = beginVerification();
  const { news, rise } = await verify();
  end?.();
  expect(news).toMatchObject({ errorcode: 101, detail: expect.stringContaining('already being verified') });
  expect(rise).toEqual({ 'console VerifyAuditLog operation_failed': 1 });
  vi.mocked(verifyChain).mockResolvedValueOnce({ entries: 6, problem: null });
  expect((await verify()).news).toMatchObject({ kind: 'result' });
  expect(beginVerification(), 'it ended').not.toBeNull();
});
