import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { UNLESS_HUNG } from '@/scripts/testing/unless-hung';
import { identifyProcess } from '../setup/process-identity.mjs';
import { type ClusterOptions, findRunningCluster, removeCluster, startCluster } from './cluster';
import { withConnection } from './connection';
import { keepServer } from './keep-server';
import { startThrowaway } from './throwaway';

/** Each test makes a server or two, which a busy machine takes its time for. */
vi.setConfig({ testTimeout: 120_000 });

let folder: string;
let options: ClusterOptions;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'cluster-'));
  await chmod(folder, 0o711);
  const password = randomBytes(12).toString('hex');
  options = {
    wanted: path.join(folder, 'postgres'),
    name: path.basename(folder),
    password,
    isThrowaway: true,
  };
});
afterEach(async () => {
  await removeCluster(options);
  await rm(folder, { recursive: true });
});

const ask = (url: string, words: string) =>
  withConnection(url, async (client) => (await client.query(words)).rows.map((row) => Object.values(row)[0]));

const pidOf = async (home: string) =>
  Number((await readFile(path.join(home, 'data/postmaster.pid'), 'utf8')).split('\n')[0]);

const untilDead = (pid: number) =>
  vi.waitFor(() => expect(identifyProcess(pid)).toBeUndefined(), UNLESS_HUNG);

test('keeps its data between starts, and asks for the password', async () => {
  const first = await startCluster(options);
  await ask(first.url('postgres'), 'CREATE TABLE kept AS SELECT 42 AS it');
  expect((await stat(first.home)).mode & 0o777).toBe(0o700);
  await first.stop();
  await first.stop();
  expect(await findRunningCluster(options)).toBeUndefined();
  const second = await startCluster(options);
  expect(await ask(second.url('postgres'), 'SELECT it FROM kept')).toEqual([42]);
  const wrong = second.url('postgres').replace(options.password, 'guessed');
  await expect(ask(wrong, 'SELECT 1')).rejects.toThrow(/password authentication failed/);
});

test('listens on 127.0.0.1 only, and knows every letter', async () => {
  const { url } = await startCluster(options);
  expect(await ask(url('postgres'), "SELECT current_setting('listen_addresses')")).toEqual(['127.0.0.1']);
  expect(await ask(url('postgres'), "SELECT current_setting('unix_socket_directories')")).toEqual(['']);
  await ask(url('postgres'), 'CREATE EXTENSION pg_trgm');
  expect(await ask(url('postgres'), "SELECT similarity('Ärger', 'Örger') < 1")).toEqual([true]);
});

test('left running by a console that was killed is found, and replaced at the next start', async () => {
  const left = await startCluster(options);
  await ask(left.url('postgres'), 'CREATE TABLE kept AS SELECT 1 AS it');
  const pid = await pidOf(left.home);
  expect((await findRunningCluster(options))?.('postgres')).toBe(left.url('postgres'));
  const next = await startCluster(options);
  await untilDead(pid);
  expect(await ask(next.url('postgres'), 'SELECT it FROM kept')).toEqual([1]);
});

test('killed itself, it recovers what was committed', async () => {
  const killed = await startCluster({ ...options, isThrowaway: false });
  await ask(killed.url('postgres'), 'CREATE TABLE kept AS SELECT 1 AS it');
  const pid = await pidOf(killed.home);
  process.kill(pid, 'SIGKILL');
  await untilDead(pid);
  expect(await findRunningCluster(options)).toBeUndefined();
  const next = await startCluster(options);
  expect(await ask(next.url('postgres'), 'SELECT it FROM kept')).toEqual([1]);
});

test('killed while it is watched, it is started again on its port', async () => {
  const cluster = await startCluster({ ...options, isThrowaway: false });
  const ended = new AbortController();
  const kept = keepServer({ ...cluster, url: cluster.url('postgres') }, ended.signal).catch(() => {});
  await ask(cluster.url('postgres'), 'CREATE TABLE kept AS SELECT 42 AS it');
  const pid = await pidOf(cluster.home);
  process.kill(pid, 'SIGKILL');
  await untilDead(pid);
  const again = async () => expect(await ask(cluster.url('postgres'), 'SELECT it FROM kept')).toEqual([42]);
  await vi.waitFor(again, { timeout: 30_000, interval: 200 });
  ended.abort();
  await kept;
});

test('killed while it is watched, and its data gone, it ends the watching with words', {
  timeout: 120_000,
}, async () => {
  const cluster = await startCluster(options);
  const kept = keepServer({ ...cluster, url: cluster.url('postgres') }, new AbortController().signal);
  const said = vi.spyOn(console, 'error').mockImplementation(() => {});
  const result = expect(kept).rejects.toThrow(/The embedded PostgreSQL ended by itself 6 times/);
  const pid = await pidOf(cluster.home);
  process.kill(pid, 'SIGKILL');
  await untilDead(pid);
  await rm(path.join(cluster.home, 'data'), { recursive: true, force: true });
  await result;
  expect(said).toHaveBeenCalledWith(expect.stringContaining('did not start'));
  said.mockRestore();
});

test('never takes a stranger for its server, whose number a stale file names', async () => {
  const cluster = await startCluster(options);
  const pidFile = path.join(cluster.home, 'data/postmaster.pid');
  const lines = (await readFile(pidFile, 'utf8')).split('\n');
  await cluster.stop();
  await writeFile(pidFile, [process.pid, ...lines.slice(1)].join('\n'));
  expect(await findRunningCluster(options)).toBeUndefined();
  const next = await startCluster(options);
  expect(await ask(next.url('postgres'), 'SELECT 1')).toEqual([1]);
});

test('a start that was cut short while making the data is made good', async () => {
  const cluster = await startCluster(options);
  await cluster.stop();
  spawnSync('mv', [path.join(cluster.home, 'data'), path.join(cluster.home, 'data.new')]);
  const next = await startCluster(options);
  expect(await ask(next.url('postgres'), 'SELECT 1')).toEqual([1]);
});

test('data of another version are refused with a way out', async () => {
  const cluster = await startCluster(options);
  await cluster.stop();
  await writeFile(path.join(cluster.home, 'data/PG_VERSION'), '12\n');
  await expect(startCluster(options)).rejects.toThrow(/made by PostgreSQL 12.*npm run demo:reset/);
});

test('removed, it leaves nothing behind', async () => {
  const { home } = await startCluster(options);
  await removeCluster(options);
  expect(existsSync(home)).toBe(false);
});

test('a throw-away leaves nothing behind', async () => {
  const { home, url, stop } = await startThrowaway();
  expect(await ask(url('postgres'), 'SELECT 1')).toEqual([1]);
  await stop();
  expect(existsSync(home)).toBe(false);
});

test('a throw-away whose tests were killed is removed by the next one', async () => {
  const { pid } = spawnSync('true');
  const left = path.join(tmpdir(), `access-console-test-${pid}-left`);
  await mkdir(left, { mode: 0o711 });
  const { home } = await startCluster({
    ...options,
    wanted: path.join(left, 'postgres'),
    name: path.basename(left),
  });
  const server = await pidOf(home);
  const next = await startThrowaway();
  await untilDead(server);
  expect([existsSync(home), existsSync(left)]).toEqual([false, false]);
  await next.stop();
});
