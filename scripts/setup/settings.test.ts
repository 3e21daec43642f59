import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseEnv } from '@/env';
import { checkSettings, toProcessEnv } from './settings';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'settings-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('without DATABASE_URL the settings are those of the demo, whose secrets are made once and kept', () => {
  const { isDemo, env } = checkSettings({ DATABASE_URL: '', AUDIT_KEY: '', PORT: '4000' }, folder);
  expect(isDemo).toBe(true);
  expect(env).toMatchObject({ HOST: '127.0.0.1', PORT: 4000, NEXTAUTH_URL: 'http://localhost:4000' });
  expect(checkSettings({}, folder).env.AUDIT_KEY).toBe(env.AUDIT_KEY);
  expect(env.AUDIT_CHECKPOINT_FILE).toBe(path.join(folder, 'audit-checkpoints.jsonl'));
  expect(checkSettings({}, folder).env.AUDIT_CHECKPOINT_KEY).toBe(env.AUDIT_CHECKPOINT_KEY);
});

test.each(['127.0.0.1', 'localhost', '::1'])('the demo answers on %s', (HOST) => {
  expect(checkSettings({ HOST }, folder).env.HOST).toBe(HOST);
});

test.each(['0.0.0.0', '::', '192.0.2.1', 'console.example.com'])(
  'the demo refuses to answer on %s',
  (HOST) => {
    expect(() => checkSettings({ HOST }, folder)).toThrow(/since its passwords are public/);
  },
);

test.each([
  { NEXTAUTH_URL: 'https://access.example.com' },
  { NEXTAUTH_URL: 'http://192.0.2.1:3000' },
  { TRUSTED_PROXIES: '1' },
])('the demo refuses to answer through a proxy: %j', (given) => {
  const [name = ''] = Object.keys(given);
  expect(() => checkSettings(given, folder)).toThrow(
    new RegExp(`^${name} is .*since its passwords are public`),
  );
});

test.each(['http://localhost:3000', 'http://127.0.0.1:3000', 'http://[::1]:3000'])(
  'the demo may have the address %s',
  (NEXTAUTH_URL) => {
    expect(checkSettings({ NEXTAUTH_URL }, folder).env.NEXTAUTH_URL).toBe(NEXTAUTH_URL);
  },
);

test('with DATABASE_URL no secret is generated', () => {
  const DATABASE_URL = 'postgresql://console:x@db.internal/console';
  expect(() => checkSettings({ DATABASE_URL }, folder)).toThrow(
    /NEXTAUTH_SECRET is missing(.|\n)*AUDIT_KEY is missing/,
  );
  expect(readdirSync(folder)).toEqual([]);
});

test('only the embedded database is the demo, whatever DEMO_WORLD says', () => {
  const secrets = { NEXTAUTH_SECRET: 'ab'.repeat(16), AUDIT_KEY: 'ba'.repeat(16) };
  const DATABASE_URL = 'postgresql://console:x@db.internal/console';
  const own = { ...secrets, DATABASE_URL, DEMO_WORLD: 'true' };
  expect(checkSettings(own, folder).env.DEMO_WORLD).toBe(false);
  const { env } = checkSettings({ DEMO_WORLD: 'false' }, folder);
  expect(env.DEMO_WORLD).toBe(true);
  expect(parseEnv(toProcessEnv(env)).DEMO_WORLD).toBe(true);
});

test('toProcessEnv returns every setting as text, and leaves out those without a value', () => {
  const { env } = checkSettings({}, folder);
  expect(Object.keys(toProcessEnv(env)).sort()).toEqual(Object.keys(env).sort());
  expect(toProcessEnv({ ...env, AUDIT_CHECKPOINT_FILE: undefined })).not.toHaveProperty(
    'AUDIT_CHECKPOINT_FILE',
  );
  expect(toProcessEnv(env)).toMatchObject({
    PORT: '3000',
    HOST: '127.0.0.1',
    NEXTAUTH_URL: 'http://localhost:3000',
  });
});
