import path from 'node:path';
import { startThrowaway } from '../database/throwaway';
import type { Lifecycle } from '../servers/supervise';
import { nodeTool, runTool } from '../setup/run-tool.mjs';
import { commandPhase, countsOf, type Phase } from './phase';
import { readVitestReport } from './reports';
import { testDistDir } from './test-dist-dir';

/**
 * All phases that need no browser: lint, types, dead code, and the tests on a throw-away PostgreSQL.
 *
 * @param options `folder` gets the reports
 */
export function quickPhases({ folder, lifecycle }: { folder: string; lifecycle: Lifecycle }): Phase[] {
  const { signal } = lifecycle;
  return [
    commandPhase('Lint', [
      { command: nodeTool('@biomejs/biome/bin/biome', 'check'), signal },
      { command: [process.execPath, 'scripts/testing/check-structure.mjs'], signal },
    ]),
    commandPhase('Types', [
      // Writes the types of the routes and next-env.d.ts, which a bare clone lacks.
      { command: nodeTool('next/dist/bin/next', 'typegen'), env: { NEXT_DIST_DIR: testDistDir }, signal },
      // The checkout's own tsconfig.json would include the routes of older builds.
      { command: nodeTool('typescript/bin/tsc', '-p', 'scripts/testing/tsconfig.check.json'), signal },
    ]),
    commandPhase('Dead code', [{ command: nodeTool('knip/bin/knip.js'), signal }]),
    vitestPhase({ report: path.join(folder, 'vitest.json'), lifecycle }),
  ];
}

function vitestPhase({ report, lifecycle }: { report: string; lifecycle: Lifecycle }): Phase {
  return {
    name: 'Tests without a browser',
    async run() {
      const env = { TEST_DATABASE_URL: process.env.TEST_DATABASE_URL ?? (await openTestServer(lifecycle)) };
      const flags = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
      const command = nodeTool('vitest/vitest.mjs', 'run', ...flags);
      const { code } = await runTool({ command, env, signal: lifecycle.signal, showsOutput: true });
      return countsOf(readVitestReport(report), code);
    },
  };
}

// Started here and not by vitest, which exits on Ctrl+C without its teardown.
async function openTestServer(lifecycle: Lifecycle): Promise<string> {
  const cluster = await startThrowaway();
  lifecycle.atEnd(cluster.stop);
  return cluster.url('postgres');
}
