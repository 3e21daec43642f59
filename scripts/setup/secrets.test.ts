import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadSecrets } from './secrets';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'secrets-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const modeOf = (name: string) => statSync(path.join(folder, name)).mode & 0o777;

test('makes four different secrets once, and keeps them in a file that only its owner can read', () => {
  const first = loadSecrets(folder);
  expect(loadSecrets(folder)).toEqual(first);
  expect(modeOf('secrets.json')).toBe(0o600);
  expect(readdirSync(folder)).toEqual(['secrets.json']);
  expect(new Set(Object.values(first)).size).toBe(4);
});

test('makes other secrets in another checkout', () => {
  const first = loadSecrets(folder);
  rmSync(path.join(folder, 'secrets.json'));
  expect(loadSecrets(folder).auditKey).not.toBe(first.auditKey);
});

test('makes the file private again when its mode was changed', () => {
  loadSecrets(folder);
  chmodSync(path.join(folder, 'secrets.json'), 0o644);
  loadSecrets(folder);
  expect(modeOf('secrets.json')).toBe(0o600);
});

test.each(['', '{', '{}', '{"auditKey":"short"}'])(
  'refuses a broken file instead of replacing it: %j',
  (content) => {
    writeFileSync(path.join(folder, 'secrets.json'), content);
    expect(() => loadSecrets(folder)).toThrow(/secrets\.json is broken/);
  },
);
