import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { TestCounts } from './phase';

const vitestReport = z
  .object({
    numPassedTests: z.number(),
    numFailedTests: z.number(),
    testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
  })
  .transform((report): TestCounts => {
    // A test file that can't be loaded has no tests that could fail.
    const broken = report.testResults.filter(
      (file) => file.status === 'failed' && file.assertionResults.length === 0,
    );
    return { passed: report.numPassedTests, failed: report.numFailedTests + broken.length };
  });

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
      flaky: flakyIn(suites),
    }),
  );

const flakyIn = (suites: Suite[]): string[] =>
  suites.flatMap(({ specs, suites: inner = [] }) => [
    ...specs
      .filter(({ tests }) => tests.some(({ status }) => status === 'flaky'))
      .map(({ title, file, line }) => `${file}:${line} ${title}`),
    ...flakyIn(inner),
  ]);

/** Reads vitest's JSON report; undefined without a valid report. Skipped tests do not count. */
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
