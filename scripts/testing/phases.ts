import path from 'node:path';
import { nodeTool, runTool } from '../setup/run-tool.mjs';
import { type Phase, tallyOf, wholePhase } from './phase';
import { readVitestReport } from './reports';
import { testDistDir } from './test-dist-dir';

/**
 * Everything that needs no browser: lint, types, dead code, and the tests on a throw-away PostgreSQL.
 *
 * @param options `folder` for reports; `signal` ends it early
 * @returns the parts, in the order in which to run them
 */
export function quickPhases({ folder, signal }: { folder: string; signal: AbortSignal }): Phase[] {
  const report = path.join(folder, 'vitest.json');
  return [
    wholePhase('Lint', [{ command: nodeTool('@biomejs/biome/bin/biome', 'check'), signal }]),
    wholePhase('Types', [
      // Writes the types of the routes, and next-env.d.ts, which a bare clone doesn't have.
      { command: nodeTool('next/dist/bin/next', 'typegen'), env: { NEXT_DIST_DIR: testDistDir }, signal },
      // Not the checkout's own tsconfig.json: that takes in the routes of older builds too.
      { command: nodeTool('typescript/bin/tsc', '-p', 'scripts/testing/tsconfig.check.json'), signal },
    ]),
    wholePhase('Dead code', [{ command: nodeTool('knip/bin/knip.js'), signal }]),
    {
      name: 'Tests without a browser',
      async run() {
        const flags = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
        const { code } = await runTool({
          command: nodeTool('vitest/vitest.mjs', 'run', ...flags),
          signal,
          isAloud: true,
        });
        return tallyOf(readVitestReport(report), code);
      },
    },
  ];
}
