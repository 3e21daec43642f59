import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { countsOf, runPhases } from './phase';
import { readPlaywrightReport, readVitestReport } from './reports';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'reports-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(report: object): string {
  const file = path.join(folder, 'report.json');
  writeFileSync(file, JSON.stringify(report));
  return file;
}

test('a vitest report counts no skipped test, and a file that did not load as one failed test', () => {
  const [passed, failed] = [
    { status: 'passed', fullName: 'holds' },
    { status: 'failed', fullName: 'breaks', failureMessages: ['Error: no row\n    at b.test.ts:7'] },
  ];
  const skipped = { status: 'pending', fullName: 'waits' };
  const testResults = [
    { name: path.resolve('a.test.ts'), status: 'passed', assertionResults: [passed, skipped] },
    { name: path.resolve('b.test.ts'), status: 'failed', assertionResults: [passed, failed] },
    { name: path.resolve('c.test.ts'), status: 'failed', assertionResults: [] },
  ];
  const report = write({ numPassedTests: 2, numFailedTests: 1, numPendingTests: 1, testResults });
  expect(readVitestReport(report)).toEqual({
    passed: 2,
    failed: 2,
    failures: ['b.test.ts breaks: Error: no row', 'c.test.ts'],
  });
});

test('a Playwright report counts no skipped test, and names tests that needed a second try', () => {
  const spec = (title: string, status: string) => ({
    title,
    file: 'a.spec.ts',
    line: 7,
    tests: [{ status }],
  });
  const suites = [
    {
      specs: [spec('holds', 'expected'), spec('wavers', 'flaky')],
      suites: [{ specs: [spec('wavers too', 'flaky'), spec('breaks', 'unexpected')] }],
    },
  ];
  const report = write({ stats: { expected: 5, skipped: 2, unexpected: 1, flaky: 2 }, suites });
  const flaky = ['a.spec.ts:7 wavers', 'a.spec.ts:7 wavers too'];
  const counts = { passed: 7, failed: 1, failures: ['a.spec.ts:7 breaks'], flaky };
  expect(readPlaywrightReport(report)).toEqual(counts);
  expect(countsOf(readPlaywrightReport(report), 1)).toEqual(counts);
});

test('a runner that crashes or finds no tests counts as one failed test', () => {
  expect(countsOf(readVitestReport(path.join(folder, 'none.json')), 1)).toEqual({ passed: 0, failed: 1 });
  expect(countsOf({ passed: 0, failed: 0 }, 0)).toEqual({ passed: 0, failed: 1 });
  expect(countsOf({ passed: 7, failed: 0 }, 1)).toEqual({ passed: 7, failed: 1 });
  expect(countsOf({ passed: 7, failed: 2 }, 1)).toEqual({ passed: 7, failed: 2 });
  expect(countsOf({ passed: 7, failed: 0 }, 0)).toEqual({ passed: 7, failed: 0 });
});

test('runs all phases, names failed and flaky tests, prints totals last, returns 1 only after a failure', async () => {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  const error = vi.spyOn(console, 'error').mockImplementation(() => {});
  const { signal } = new AbortController();
  const phases = [
    { name: 'crashing', run: () => Promise.reject(new Error('no such program')) },
    { name: 'passing', run: () => Promise.resolve({ passed: 4, failed: 0 }) },
  ];
  expect(await runPhases(phases, signal)).toBe(1);
  expect(log.mock.calls.join('\n').split('\n').at(-1)).toBe('4 passed, 1 failed');
  expect(await runPhases(phases.slice(1), signal)).toBe(0);
  expect(log.mock.calls.join('\n').split('\n').at(-1)).toBe('4 passed, 0 failed');
  const broken = { passed: 1, failed: 1, failures: ['b.test.ts breaks'] };
  expect(await runPhases([{ name: 'broken', run: () => Promise.resolve(broken) }], signal)).toBe(1);
  expect(log.mock.calls.join('\n')).toContain('\nfailed: b.test.ts breaks\n1 passed, 1 failed');
  const flaky = { passed: 2, failed: 0, flaky: ['a.spec.ts:7 wavers'] };
  expect(await runPhases([{ name: 'wavering', run: () => Promise.resolve(flaky) }], signal)).toBe(0);
  const lastLines = log.mock.calls.join('\n').split('\n').slice(-2);
  expect(lastLines).toEqual(['flaky, fix it: a.spec.ts:7 wavers', '2 passed, 0 failed']);
  log.mockRestore();
  error.mockRestore();
});
