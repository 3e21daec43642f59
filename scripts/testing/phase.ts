import { runTool, type ToolOptions } from '../setup/run-tool.mjs';

/** The result of a phase. */
export interface TestCounts {
  passed: number;
  failed: number;
  /** File, title and, if known, message of each test that failed, or its file alone when that could not be loaded. */
  failures?: string[];
  /** File, line and title of each test that passed only at its second try. */
  flaky?: string[];
}

/** One part of the checks, for example the lint or the browser tests. */
export interface Phase {
  name: string;
  run(): Promise<TestCounts>;
}

/**
 * Runs all phases in order, even after one has failed. Prints the result of each, the tests that failed or needed a
 * second try, and `N passed, N failed` as the last line.
 *
 * @returns exit code: 0 when nothing failed
 * @throws the signal's reason when aborted
 */
export async function runPhases(phases: Phase[], signal: AbortSignal): Promise<number> {
  const total: TestCounts = { passed: 0, failed: 0 };
  const named: string[] = [];
  const summary: string[] = [];
  for (const { name, run } of phases) {
    console.log(`\n── ${name} ──\n`);
    const counts = await run().catch((error: unknown) => {
      signal.throwIfAborted();
      console.error(error instanceof Error && error.name === 'UserError' ? error.message : error);
      return { passed: 0, failed: 1 } as TestCounts;
    });
    total.passed += counts.passed;
    total.failed += counts.failed;
    named.push(...(counts.failures ?? []).map((title) => `failed: ${title}\n`));
    named.push(...(counts.flaky ?? []).map((title) => `flaky, fix it: ${title}\n`));
    summary.push(
      `${counts.failed === 0 ? '✓' : '✗'} ${name}: ${counts.passed} passed, ${counts.failed} failed`,
    );
  }
  console.log(`\n${summary.join('\n')}\n\n${named.join('')}${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
}

/** A phase that counts as one test: all its commands must succeed. */
export function commandPhase(name: string, tools: ToolOptions[]): Phase {
  return {
    name,
    async run() {
      for (const tool of tools) {
        const { code } = await runTool({ ...tool, showsOutput: true });
        if (code !== 0) return { passed: 0, failed: 1 };
      }
      return { passed: 1, failed: 0 };
    },
  };
}

/**
 * Completes the counts of a test runner's report. A runner that failed without a failed test, or ran no test,
 * counts as one failed test.
 *
 * @param code the runner's exit code
 */
export function countsOf(reported: TestCounts | undefined, code: number): TestCounts {
  const { passed, failed, ...rest } = reported ?? { passed: 0, failed: 0 };
  return { ...rest, passed, failed: failed === 0 && (code !== 0 || passed === 0) ? 1 : failed };
}
