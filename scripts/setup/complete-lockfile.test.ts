import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../paths';
import { findMissing } from './complete-lockfile.mjs';

test('the lockfile of this checkout lacks no optional package, so that npm ci accepts it', () => {
  const lockfile = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'));
  // When this fails: node scripts/setup/complete-lockfile.mjs
  expect(Object.keys(findMissing(lockfile.packages))).toEqual([]);
});

test('an added entry has the wanted version and the platform that the package name contains', () => {
  const missingFor = (name: string) =>
    findMissing({ 'node_modules/a': { optionalDependencies: { [name]: '1.2.3' } } });
  expect(missingFor('@a/b-darwin-arm64')).toEqual({
    'node_modules/@a/b-darwin-arm64': { version: '1.2.3', optional: true, os: ['darwin'], cpu: ['arm64'] },
  });
  expect(missingFor('@a/b-linux-x64-musl')).toMatchObject({
    'node_modules/@a/b-linux-x64-musl': { os: ['linux'], cpu: ['x64'], libc: ['musl'] },
  });
});

test('a package below its parent in node_modules is not missing', () => {
  const packages = {
    'node_modules/a': { optionalDependencies: { b: '1.0.0' } },
    'node_modules/a/node_modules/b': { version: '1.0.0' },
  };
  expect(findMissing(packages)).toEqual({});
});
