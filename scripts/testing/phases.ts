import path from 'node:path';
import { startThrowaway } from '../database/throwaway';
import type { Life } from '../servers/supervise';
import { nodeTool, runTool } from '../setup/run-tool.mjs';
import { type Phase, tallyOf, wholePhase } from './phase';
import { readVitestReport } from './reports';
import { testDistDir } from './test-dist-dir';

/**
 * Everything that needs no browser: lint, types, dead code, and the tests on a throw-away PostgreSQL.
 *
 * @param options `folder` for reports; `life` closes what was opened
 * @returns the parts, in the order in which to run them
 */
export function quickPhases({ folder, life }: { folder: string; life: Life }): Phase[] {
  const { signal } = life;
  return [
    wholePhase('Lint', [{ command: nodeTool('@biomejs/biome/bin/biome', 'check'), signal }]),
    wholePhase('Types', [
      // Writes the types of the routes, and next-env.d.ts, which a bare clone doesn't have.
      { command: nodeTool('next/dist/bin/next', 'typegen'), env: { NEXT_DIST_DIR: testDistDir }, signal },
      // Not the checkout's own tsconfig.json: that takes in the routes of older builds too.
      { command: nodeTool('typescript/bin/tsc', '-p', 'scripts/testing/tsconfig.check.json'), signal },
    ]),
    wholePhase('Dead code', [{ command: nodeTool('knip/bin/knip.js'), signal }]),
    vitestPhase({ report: path.join(folder, 'vitest.json'), life }),
  ];
}

function vitestPhase({ report, life }: { report: string; life: Life }): Phase {
  return {
    name: 'Tests without a browser',
    async run() {
      const env = { TEST_DATABASE_URL: process.env.TEST_DATABASE_URL ?? (await openTestServer(life)) };
      const flags = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
      const command = nodeTool('vitest/vitest.mjs', 'run', ...flags);
      const { code } = await runTool({ command, env, signal: life.signal, isAloud: true });
      return tallyOf(readVitestReport(report), code);
    },
  };
}

// Opened here and not by vitest, which leaves at once on Ctrl+C and tears down nothing.
async function openTestServer(life: Life): Promise<string> {
  const cluster = await startThrowaway();
  life.atEnd(cluster.stop);
  return cluster.url('postgres');
}
