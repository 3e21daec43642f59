import { execFile } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';

const logLines = pathToFileURL(path.join(import.meta.dirname, 'log-lines.mjs')).href;

/** Runs code the way a server runs, and returns what it printed. */
function run(code: string, env: Record<string, string> = {}) {
  return new Promise<{ code: unknown; lines: { level: number; msg: string }[]; stderr: string }>(
    (resolve) => {
      const options = { env: { ...process.env, LOG_LEVEL: 'info', ...env } };
      const args = ['--import', logLines, '--input-type=module', '--eval', code];
      execFile(process.execPath, args, options, (error, stdout, stderr) => {
        const lines = stdout.split('\n').filter((line) => line !== '');
        resolve({ code: error?.code ?? 0, lines: lines.map((line) => JSON.parse(line)), stderr });
      });
    },
  );
}

describe('log-lines.mjs', () => {
  it.each([
    ['console.log("a", { b: 1 })', 30, 'a { b: 1 }'],
    ['console.warn("careful")', 40, 'careful'],
    ['console.error("\\u001b[31mred\\u001b[39m")', 50, 'red'],
    ['process.stdout.write("text\\n")', 30, 'text'],
    ['process.stderr.write(Buffer.from("text"))', 50, 'text'],
    ['process.emitWarning("old")', 40, 'Warning: old'],
  ])('writes the output of %s as one JSON line', async (program, level, text) => {
    const { code, lines, stderr } = await run(program);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ level, msg: expect.stringContaining(text) });
  });

  it('writes an error with its stack and cause as one JSON line', async () => {
    const { lines } = await run('console.error("⨯", new Error("first", { cause: new Error("second") }))');
    expect(lines).toHaveLength(1);
    expect(lines[0]?.msg).toMatch(/^⨯ Error: first\n.*at .*Error: second/s);
  });

  it.each(['throw new Error("lost")', 'Promise.reject(new Error("lost"))'])(
    'writes the uncaught error of %s as one JSON line, and the process ends with code 1',
    async (program) => {
      const { code, lines, stderr } = await run(program);
      expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
      expect(lines).toHaveLength(1);
      expect(lines[0]).toMatchObject({ level: 60, msg: expect.stringContaining('Error: lost') });
    },
  );

  it('leaves an uncaught error to the program when the program has its own listener', async () => {
    const { code, lines } = await run(
      'process.on("uncaughtException", (error) => console.error("caught", error.message)); throw new Error("it");',
    );
    expect(code).toBe(0);
    expect(lines.map(({ msg }) => msg)).toEqual(['caught it']);
  });

  it('leaves out lines below LOG_LEVEL and the banner of Next.js', async () => {
    const program = 'console.log("▲ Next.js 16"); console.log("- Local: x"); console.info("text")';
    expect((await run(program)).lines.map(({ msg }) => msg)).toEqual(['text']);
    expect((await run(program, { LOG_LEVEL: 'error' })).lines).toEqual([]);
    expect((await run(program, { LOG_LEVEL: 'debug' })).lines).toHaveLength(3);
  });

  it('does not log a client that disconnects as an error', async () => {
    const { lines } = await run(
      'console.error(Object.assign(new Error("aborted"), { code: "ECONNRESET" })); console.error(new Error("aborted"));',
    );
    expect(lines.map(({ level }) => level)).toEqual([50]);
  });
});
