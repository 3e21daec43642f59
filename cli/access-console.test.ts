import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeRemovalScene } from '@/domain/testing/scene';
import { setUpGateway } from '@/gateway/testing/gateway';
import { makePerson, PASSWORD } from '@/gateway/testing/people';
import { database } from '@/prisma/client';

const gateway = setUpGateway();
const script = path.join(import.meta.dirname, './access-console.mjs');

let state: string;
let sessionFile: string;

beforeEach(() => {
  state = mkdtempSync(path.join(tmpdir(), 'access-console-cli-'));
  sessionFile = path.join(state, 'access-console/sessions.json');
});
afterEach(() => rmSync(state, { recursive: true }));

interface Invocation {
  args: string[];
  userName?: string;
  input?: string;
}

/** Runs the command as a person would, without a terminal. */
async function runCommand({ args, userName = '', input = '' }: Invocation) {
  const child = spawn(process.execPath, [script, ...args], {
    env: {
      ...process.env,
      ACCESS_CONSOLE_URL: gateway.origin,
      XDG_STATE_HOME: state,
      ACCESS_CONSOLE_USER: userName,
      ACCESS_CONSOLE_PASSWORD: '',
    },
  });
  child.stdin.end(input);
  const [stdout, stderr, status] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise((resolve) => child.once('close', resolve)),
  ]);
  return { stdout, stderr: stderr.trim(), status };
}

const readSessions = (): Record<string, string> => JSON.parse(readFileSync(sessionFile, 'utf8'));

describe('npx access-console', () => {
  it('signs in once, makes calls with the stored session, and ends the session on logout', async () => {
    const { user, account } = await makeRemovalScene();
    const { userName } = await makePerson({ permissions: ['Operator'] });
    const named = ['--account', account.handle, '--user', user.userName];
    const removed = await runCommand({
      args: ['call', 'RemoveUserAccount', ...named],
      userName,
      input: `${PASSWORD}\n`,
    });
    expect(removed).toMatchObject({ status: 0, stderr: '' });
    expect(JSON.parse(removed.stdout)).toEqual({ result: true, errormsg: null, errorcode: 0, detail: null });
    expect(statSync(sessionFile).mode & 0o777).toBe(0o600);
    expect(Object.keys(readSessions())).toEqual([gateway.origin]);

    const again = await runCommand({ args: ['call', 'RemoveUserAccount', ...named] });
    expect(again).toMatchObject({ status: 1, stdout: '' });
    expect(again.stderr).toMatch(/^Resource Not Found: .* already removed, or never linked\.$/);

    const json = JSON.stringify({ accountId: account.id, userName: user.userName });
    expect(await runCommand({ args: ['call', 'AddUserAccount', '--json', json] })).toMatchObject({
      status: 0,
    });
    expect(await runCommand({ args: ['logout'] })).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(readSessions()).toEqual({});
    const sessions = await database().session.findMany({ where: { user: { userName } } });
    expect(sessions).toMatchObject([{ userAgent: 'access-console', endedAt: expect.any(Date) }]);
  });

  it('signs in again when the stored session has ended', async () => {
    const { userName } = await makePerson();
    const signIn = { userName, input: PASSWORD };
    expect(await runCommand({ args: ['login'], ...signIn })).toMatchObject({ status: 0, stdout: '' });
    const first = readSessions()[gateway.origin];
    await database().session.updateMany({ data: { endedAt: new Date() } });
    const { stdout, status } = await runCommand({ args: ['call', 'GetUserFromSession'], ...signIn });
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ UserName: userName });
    expect(readSessions()[gateway.origin]).not.toBe(first);
  });

  it.each<[string, Invocation, string]>([
    ['no user name given', { args: ['call', 'GetUsers'] }, 'You are not signed in.'],
    [
      'a wrong password',
      { args: ['login'], userName: 'nobody', input: 'x' },
      'Invalid username or password.',
    ],
    ['no call given', { args: ['call'] }, "missing required argument 'name'"],
    ['an unknown option', { args: ['call', 'Ping', '--acount', '1'] }, "unknown option '--acount'"],
    ['an option with an invalid value', { args: ['call', 'Ping', '--oms', 'x'] }, '--oms must be an id'],
  ])('reports %s on standard error and exits with status 1', async (_, invocation, message) => {
    const { stdout, stderr, status } = await runCommand(invocation);
    expect({ stdout, status }).toEqual({ stdout: '', status: 1 });
    expect(stderr).toContain(message);
  });

  it.each([
    [
      'a file has the name of its folder',
      (file: string) => writeFileSync(path.dirname(file), ''),
      /can't be kept in .* \(E[A-Z]+\)\. Set XDG_STATE_HOME/,
    ],
    [
      'a folder has its name',
      (file: string) => mkdirSync(file, { recursive: true, mode: 0o700 }),
      /is broken\. Remove it/,
    ],
  ])('opens no session when the session file cannot be written because %s', async (_, spoil, message) => {
    const { userName } = await makePerson();
    spoil(sessionFile);
    const { stdout, stderr, status } = await runCommand({ args: ['login'], userName, input: PASSWORD });
    expect({ stdout, status }).toEqual({ stdout: '', status: 1 });
    expect(stderr).toMatch(message);
    const open = { user: { userName }, endedAt: null };
    expect(await database().session.count({ where: open })).toBe(0);
  });

  it('does not use a session file that other users can read', async () => {
    const { userName } = await makePerson();
    await runCommand({ args: ['login'], userName, input: PASSWORD });
    chmodSync(sessionFile, 0o644);
    const { stderr, status } = await runCommand({ args: ['call', 'GetUserFromSession'] });
    expect(status).toBe(1);
    expect(stderr).toContain('can be read by others');
  });
});
