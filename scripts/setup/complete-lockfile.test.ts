import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../paths';
import { findMissing } from './complete-lockfile.mjs';

test('the lockfile of this checkout is one that npm ci accepts: no optional package is missing', () => {
  const lockfile = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'));
  // When this fails: node scripts/setup/complete-lockfile.mjs
  expect(Object.keys(findMissing(lockfile.packages))).toEqual([]);
});

test('a missing one gets the version that is asked for, and the platform that its name tells', () => {
  const asks = (name: string) =>
    findMissing({ 'node_modules/a': { optionalDependencies: { [name]: '1.2.3' } } });
  expect(asks('@a/b-darwin-arm64')).toEqual({
    'node_modules/@a/b-darwin-arm64': { version: '1.2.3', optional: true, os: ['darwin'], cpu: ['arm64'] },
  });
  expect(asks('@a/b-linux-x64-musl')).toMatchObject({
    'node_modules/@a/b-linux-x64-musl': { os: ['linux'], cpu: ['x64'], libc: ['musl'] },
  });
});

test('one that is installed below its parent is not missing', () => {
  const packages = {
    'node_modules/a': { optionalDependencies: { b: '1.0.0' } },
    'node_modules/a/node_modules/b': { version: '1.0.0' },
  };
  expect(findMissing(packages)).toEqual({});
});
