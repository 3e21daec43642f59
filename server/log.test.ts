import pino from 'pino';
import { expect, it, vi } from 'vitest';
import { log } from './log';

vi.stubEnv('DATABASE_URL', 'postgresql://127.0.0.1:1/away');
vi.stubEnv('LOG_LEVEL', 'info');

it('writes invisible and control characters as escapes, in JSON that parses to the same values', () => {
  const stream = Reflect.get(log(), pino.symbols.streamSym) as { write: (line: string) => boolean };
  const write = vi.spyOn(stream, 'write').mockReturnValue(true);
  const detail = '\u202Eadmin (user 7320)\u009B2J, \u2067דני, می‌خواهم, 👩‍🌾';
  log().warn({ detail }, 'refused');
  const [line] = write.mock.lastCall ?? [];
  write.mockRestore();
  expect(line).toContain('\\u202eadmin (user 7320)\\u009b2J, \\u2067דני, می‌خواهم, 👩‍🌾');
  expect(JSON.parse(line ?? '')).toMatchObject({ detail, msg: 'refused' });
});
