import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Tally } from './phase';

const vitestReport = z
  .object({
    numPassedTests: z.number(),
    numFailedTests: z.number(),
    testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
  })
  .transform((report): Tally => {
    // A file that can't even be loaded has no tests to fail.
    const broken = report.testResults.filter(
      (file) => file.status === 'failed' && file.assertionResults.length === 0,
    );
    return { passed: report.numPassedTests, failed: report.numFailedTests + broken.length };
  });

const playwrightReport = z
  .object({ stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }) })
  .transform(({ stats }): Tally => ({ passed: stats.expected, failed: stats.unexpected + stats.flaky }));

/** @returns what vitest's JSON report says; undefined when there is none. Skipped tests count as nothing. */
export const readVitestReport = (file: string) => readReport(file, vitestReport);

/** @returns what Playwright's JSON report says; undefined when there is none. Skipped tests count as nothing. */
export const readPlaywrightReport = (file: string) => readReport(file, playwrightReport);

function readReport(file: string, schema: z.ZodType<Tally>): Tally | undefined {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}
