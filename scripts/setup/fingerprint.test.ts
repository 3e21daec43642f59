import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isBuildSource } from '../servers/build';
import { fingerprint, isStampCurrent, listFiles, writeStamp } from './fingerprint.mjs';

let root: string;

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'fingerprint-'));
  for (const folder of ['app/api/[...nextauth]', 'e2e', 'node_modules/x', '.next']) {
    mkdirSync(path.join(root, folder), { recursive: true });
  }
  for (const name of [
    'app/page.tsx',
    'app/page.test.ts',
    'app/api/[...nextauth]/route.ts',
    'e2e/a.spec.ts',
  ]) {
    writeFileSync(path.join(root, name), name);
  }
  for (const name of ['node_modules/x/index.js', '.next/built.js', 'README.md', 'next.config.js']) {
    writeFileSync(path.join(root, name), name);
  }
});
afterEach(() => rmSync(root, { recursive: true }));

const sources = () => listFiles(root, isBuildSource);
const current = () => fingerprint(root, sources());

test('lists exactly the files that go into the build', () => {
  expect(sources().sort()).toEqual(['app/api/[...nextauth]/route.ts', 'app/page.tsx', 'next.config.js']);
});

test('a stamp is current until a source is changed, added, renamed or removed', () => {
  const stamp = path.join(root, '.next/made-from');
  expect(isStampCurrent(stamp, current())).toBe(false);
  const changes = [
    () => writeFileSync(path.join(root, 'app/page.tsx'), 'changed'),
    () => writeFileSync(path.join(root, 'app/new.tsx'), ''),
    () => renameSync(path.join(root, 'app/new.tsx'), path.join(root, 'app/newer.tsx')),
    () => rmSync(path.join(root, 'app/newer.tsx')),
  ];
  for (const change of changes) {
    writeStamp(stamp, current());
    expect(isStampCurrent(stamp, current())).toBe(true);
    change();
    expect(isStampCurrent(stamp, current())).toBe(false);
  }
});

test('the fingerprint ignores file times, tests and documents', () => {
  const before = current();
  utimesSync(path.join(root, 'app/page.tsx'), new Date(), new Date());
  writeFileSync(path.join(root, 'app/page.test.ts'), 'changed');
  writeFileSync(path.join(root, 'README.md'), 'changed');
  expect(current()).toBe(before);
});
