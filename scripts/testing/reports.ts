import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { TestCounts } from './phase';

const vitestReport = z
  .object({
    numPassedTests: z.number(),
    numFailedTests: z.number(),
    testResults: z.array(
      z.object({
        name: z.string(),
        status: z.string(),
        assertionResults: z.array(
          z.object({
            status: z.string(),
            fullName: z.string(),
            failureMessages: z.array(z.string()).default([]),
          }),
        ),
      }),
    ),
  })
  .transform(({ numPassedTests, numFailedTests, testResults }): TestCounts => {
    const failed = testResults.filter(({ status }) => status === 'failed');
    // A test file that can't be loaded has no tests that could fail.
    const broken = failed.filter(({ assertionResults }) => assertionResults.length === 0);
    const failures = failed.flatMap(({ name, assertionResults }) => {
      const file = path.relative('', name);
      const titles = assertionResults.filter(({ status }) => status === 'failed');
      return titles.length === 0
        ? [file]
        : titles.map((test) => `${file} ${test.fullName}: ${firstLine(test.failureMessages)}`);
    });
    return { passed: numPassedTests, failed: numFailedTests + broken.length, failures };
  });

const firstLine = (messages: string[]) => messages[0]?.split('\n', 1)[0] ?? 'no message';

interface Suite {
  specs: { title: string; file: string; line: number; tests: { status: string }[] }[];
  suites?: Suite[] | undefined;
}

const playwrightSuite: z.ZodType<Suite> = z.object({
  specs: z.array(
    z.object({
      title: z.string(),
      file: z.string(),
      line: z.number(),
      tests: z.array(z.object({ status: z.string() })),
    }),
  ),
  get suites() {
    return z.array(playwrightSuite).optional();
  },
});

const playwrightReport = z
  .object({
    stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
    suites: z.array(playwrightSuite),
  })
  .transform(
    ({ stats, suites }): TestCounts => ({
      passed: stats.expected + stats.flaky,
      failed: stats.unexpected,
      failures: titlesIn(suites, 'unexpected'),
      flaky: titlesIn(suites, 'flaky'),
    }),
  );

const titlesIn = (suites: Suite[], wanted: 'unexpected' | 'flaky'): string[] =>
  suites.flatMap(({ specs, suites: inner = [] }) => [
    ...specs
      .filter(({ tests }) => tests.some(({ status }) => status === wanted))
      .map(({ title, file, line }) => `${file}:${line} ${title}`),
    ...titlesIn(inner, wanted),
  ]);

/** Reads vitest's JSON report of this checkout; undefined without a valid report. Skipped tests do not count. */
export const readVitestReport = (file: string) => readReport(file, vitestReport);

/**
 * Reads Playwright's JSON report; undefined without a valid report. Skipped tests do not count. A test that
 * passed only at its second try counts as passed and is named in `flaky`.
 */
export const readPlaywrightReport = (file: string) => readReport(file, playwrightReport);

function readReport(file: string, schema: z.ZodType<TestCounts>): TestCounts | undefined {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}
