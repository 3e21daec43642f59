import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isInstallStale } from './install.mjs';

let root: string;

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'install-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const a = { version: '1.0.0', integrity: 'sha512-a' };

function write(wanted: object, present?: object) {
  writeFileSync(path.join(root, 'package-lock.json'), JSON.stringify({ packages: { '': {}, ...wanted } }));
  if (!present) return;
  mkdirSync(path.join(root, 'node_modules'));
  writeFileSync(path.join(root, 'node_modules/.package-lock.json'), JSON.stringify({ packages: present }));
}

test('an absent or interrupted installation is stale', () => {
  write({ 'node_modules/a': a });
  expect(isInstallStale(root)).toBe(true);
  mkdirSync(path.join(root, 'node_modules/a'), { recursive: true });
  expect(isInstallStale(root)).toBe(true);
});

test('an installation without the optional packages of other platforms is current', () => {
  const elsewhere = { version: '1.0.0', optional: true, os: ['plan9'] };
  write({ 'node_modules/a': a, 'node_modules/b': elsewhere }, { 'node_modules/a': a });
  expect(isInstallStale(root)).toBe(false);
});

test.each([
  ['another version', { 'node_modules/a': { ...a, version: '1.0.1' } }],
  ['another integrity', { 'node_modules/a': { ...a, integrity: 'sha512-b' } }],
  ['an extra package', { 'node_modules/a': a, 'node_modules/b': a }],
  ['a missing package, as after an installation without development tools', {}],
])('an installation with %s is stale', (_, present) => {
  write({ 'node_modules/a': a }, present);
  expect(isInstallStale(root)).toBe(true);
});

test('an installation with binaries of another platform, as in a copied node_modules, is stale', () => {
  const foreign = { ...a, optional: true, os: ['plan9'] };
  write({ 'node_modules/a': foreign }, { 'node_modules/a': foreign });
  expect(isInstallStale(root)).toBe(true);
});
