import { runTool, type ToolOptions } from '../setup/run-tool.mjs';

/** What a part of the proof came to. */
export interface Tally {
  passed: number;
  failed: number;
  /** Tests that passed only at their second try: where each is, and its title. */
  flaky?: string[];
}

/** A part of the proof. */
export interface Phase {
  name: string;
  run(): Promise<Tally>;
}

/**
 * Runs the parts one after the other, the later ones even when an earlier one failed, and says what came of it:
 * which tests needed a second try, and in the last line `N passed, N failed`.
 *
 * @param phases what to run
 * @param signal ends it early
 * @returns exit code: 0 when nothing failed
 */
export async function runPhases(phases: Phase[], signal: AbortSignal): Promise<number> {
  const total: Tally = { passed: 0, failed: 0 };
  const flaky: string[] = [];
  const summary: string[] = [];
  for (const { name, run } of phases) {
    console.log(`\n── ${name} ──\n`);
    const tally = await run().catch((error: unknown) => {
      signal.throwIfAborted();
      console.error(error instanceof Error && error.name === 'UserError' ? error.message : error);
      return { passed: 0, failed: 1 } as Tally;
    });
    total.passed += tally.passed;
    total.failed += tally.failed;
    flaky.push(...(tally.flaky ?? []).map((title) => `flaky, mend it: ${title}\n`));
    summary.push(`${tally.failed === 0 ? '✓' : '✗'} ${name}: ${tally.passed} passed, ${tally.failed} failed`);
  }
  console.log(`\n${summary.join('\n')}\n\n${flaky.join('')}${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
}

/** A part that passes or fails as a whole: programs that must all end well. */
export function wholePhase(name: string, tools: ToolOptions[]): Phase {
  return {
    name,
    async run() {
      for (const tool of tools) {
        const { code } = await runTool({ ...tool, isAloud: true });
        if (code !== 0) return { passed: 0, failed: 1 };
      }
      return { passed: 1, failed: 0 };
    },
  };
}

/**
 * @param counted what a test runner's report says
 * @param code the runner's exit code
 * @returns the tally, in which a runner that failed for another reason than a failed test counts as one failed
 */
export function tallyOf(counted: Tally | undefined, code: number): Tally {
  const { passed, failed, ...rest } = counted ?? { passed: 0, failed: 0 };
  return { ...rest, passed, failed: failed === 0 && (code !== 0 || passed === 0) ? 1 : failed };
}
