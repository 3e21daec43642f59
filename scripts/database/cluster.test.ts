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

/** Each test makes a server or two, which takes long on a busy machine. */
vi.setConfig({ testTimeout: 120_000 });

let folder: string;
let options: ClusterOptions;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'cluster-'));
  await chmod(folder, 0o711);
  const password = randomBytes(12).toString('hex');
  options = {
    preferredFolder: path.join(folder, 'postgres'),
    fallbackName: path.basename(folder),
    password,
    isThrowaway: true,
  };
});
afterEach(async () => {
  await removeCluster(options);
  await rm(folder, { recursive: true });
});

const query = (url: string, sql: string) =>
  withConnection(url, async (client) => (await client.query(sql)).rows.map((row) => Object.values(row)[0]));

const pidOf = async (home: string) =>
  Number((await readFile(path.join(home, 'data/postmaster.pid'), 'utf8')).split('\n')[0]);

const untilDead = (pid: number) =>
  vi.waitFor(() => expect(identifyProcess(pid)).toBeUndefined(), UNLESS_HUNG);

test('the server keeps its data between starts and rejects a wrong password', async () => {
  const first = await startCluster(options);
  await query(first.url('postgres'), 'CREATE TABLE kept AS SELECT 42 AS it');
  expect((await stat(first.home)).mode & 0o777).toBe(0o700);
  await first.stop();
  await first.stop();
  expect(await findRunningCluster(options)).toBeUndefined();
  const second = await startCluster(options);
  expect(await query(second.url('postgres'), 'SELECT it FROM kept')).toEqual([42]);
  const wrong = second.url('postgres').replace(options.password, 'guessed');
  await expect(query(wrong, 'SELECT 1')).rejects.toThrow(/password authentication failed/);
});

test('the server listens on 127.0.0.1 only, and pg_trgm recognizes letters outside ASCII', async () => {
  const { url } = await startCluster(options);
  expect(await query(url('postgres'), "SELECT current_setting('listen_addresses')")).toEqual(['127.0.0.1']);
  expect(await query(url('postgres'), "SELECT current_setting('unix_socket_directories')")).toEqual(['']);
  await query(url('postgres'), 'CREATE EXTENSION pg_trgm');
  expect(await query(url('postgres'), "SELECT similarity('Ärger', 'Örger') < 1")).toEqual([true]);
});

test('the next start finds and replaces a server that a killed console left running', async () => {
  const abandoned = await startCluster(options);
  await query(abandoned.url('postgres'), 'CREATE TABLE kept AS SELECT 1 AS it');
  const pid = await pidOf(abandoned.home);
  expect((await findRunningCluster(options))?.('postgres')).toBe(abandoned.url('postgres'));
  const next = await startCluster(options);
  await untilDead(pid);
  expect(await query(next.url('postgres'), 'SELECT it FROM kept')).toEqual([1]);
});

test('a killed server recovers everything that was committed', async () => {
  const killed = await startCluster({ ...options, isThrowaway: false });
  await query(killed.url('postgres'), 'CREATE TABLE kept AS SELECT 1 AS it');
  const pid = await pidOf(killed.home);
  process.kill(pid, 'SIGKILL');
  await untilDead(pid);
  expect(await findRunningCluster(options)).toBeUndefined();
  const next = await startCluster(options);
  expect(await query(next.url('postgres'), 'SELECT it FROM kept')).toEqual([1]);
});

test('keepServer starts a killed server again on the same port', async () => {
  const cluster = await startCluster({ ...options, isThrowaway: false });
  const ended = new AbortController();
  const kept = keepServer({ ...cluster, url: cluster.url('postgres') }, ended.signal).catch(() => {});
  await query(cluster.url('postgres'), 'CREATE TABLE kept AS SELECT 42 AS it');
  const pid = await pidOf(cluster.home);
  process.kill(pid, 'SIGKILL');
  await untilDead(pid);
  const expectData = async () =>
    expect(await query(cluster.url('postgres'), 'SELECT it FROM kept')).toEqual([42]);
  await vi.waitFor(expectData, { timeout: 30_000, interval: 200 });
  ended.abort();
  await kept;
});

test('keepServer gives up with an explanation when the data of a killed server are gone', {
  timeout: 120_000,
}, async () => {
  const cluster = await startCluster(options);
  const kept = keepServer({ ...cluster, url: cluster.url('postgres') }, new AbortController().signal);
  const errors = vi.spyOn(console, 'error').mockImplementation(() => {});
  const result = expect(kept).rejects.toThrow(/The embedded PostgreSQL ended by itself 6 times/);
  const pid = await pidOf(cluster.home);
  process.kill(pid, 'SIGKILL');
  await untilDead(pid);
  await rm(path.join(cluster.home, 'data'), { recursive: true, force: true });
  await result;
  expect(errors).toHaveBeenCalledWith(expect.stringContaining('did not start'));
  errors.mockRestore();
});

test('does not mistake another process for the server when a stale file names its process id', async () => {
  const cluster = await startCluster(options);
  const pidFile = path.join(cluster.home, 'data/postmaster.pid');
  const lines = (await readFile(pidFile, 'utf8')).split('\n');
  await cluster.stop();
  await writeFile(pidFile, [process.pid, ...lines.slice(1)].join('\n'));
  expect(await findRunningCluster(options)).toBeUndefined();
  const next = await startCluster(options);
  expect(await query(next.url('postgres'), 'SELECT 1')).toEqual([1]);
});

test('a start works after an earlier start was interrupted while it made the data', async () => {
  const cluster = await startCluster(options);
  await cluster.stop();
  spawnSync('mv', [path.join(cluster.home, 'data'), path.join(cluster.home, 'data.new')]);
  const next = await startCluster(options);
  expect(await query(next.url('postgres'), 'SELECT 1')).toEqual([1]);
});

test('refuses data of another PostgreSQL version and names the command that helps', async () => {
  const cluster = await startCluster(options);
  await cluster.stop();
  await writeFile(path.join(cluster.home, 'data/PG_VERSION'), '12\n');
  await expect(startCluster(options)).rejects.toThrow(/made by PostgreSQL 12.*npm run demo:reset/);
});

test('removeCluster leaves no files behind', async () => {
  const { home } = await startCluster(options);
  await removeCluster(options);
  expect(existsSync(home)).toBe(false);
});

test('a throw-away server leaves no files behind', async () => {
  const { home, url, stop } = await startThrowaway();
  expect(await query(url('postgres'), 'SELECT 1')).toEqual([1]);
  await stop();
  expect(existsSync(home)).toBe(false);
});

test('the next throw-away server removes one whose test run was killed', async () => {
  const { pid } = spawnSync('true');
  const abandoned = path.join(tmpdir(), `access-console-test-${pid}-left`);
  await mkdir(abandoned, { mode: 0o711 });
  const { home } = await startCluster({
    ...options,
    preferredFolder: path.join(abandoned, 'postgres'),
    fallbackName: path.basename(abandoned),
  });
  const server = await pidOf(home);
  const next = await startThrowaway();
  await untilDead(server);
  expect([existsSync(home), existsSync(abandoned)]).toEqual([false, false]);
  await next.stop();
});
