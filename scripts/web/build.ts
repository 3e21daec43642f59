import { existsSync } from 'node:fs';
import path from 'node:path';
import { root } from '../paths';
import { fingerprint, isStampCurrent, listFiles, writeStamp } from '../setup/fingerprint.mjs';
import { step } from '../setup/progress.mjs';
import { mustRunTool, nodeTool } from '../setup/run-tool.mjs';

// Whatever stands in the checkout goes into the build, but for these. A new folder counts until it is named
// here: building once too often is the better mistake.
const others = [
  'node_modules',
  'prisma/generated',
  'scripts',
  'e2e',
  'docs',
  'bench',
  'gateway',
  'cli',
  'test-results',
  'playwright-report',
  'next-env.d.ts',
  'vitest.config.ts',
  'playwright.config.ts',
  'biome.json',
  'knip.json',
];
const sourceFile = /\.(ts|tsx|js|mjs|cjs|json|css|svg|png|ico|woff2|prisma|sql)$/;
const testFile = /\.test\.tsx?$/;

/**
 * @param name of a file or folder, relative to the checkout
 * @returns whether a change there can change the build
 */
export function isBuildSource(name: string, isFolder: boolean): boolean {
  if (path.basename(name).startsWith('.') || others.includes(name)) return false;
  return isFolder || (sourceFile.test(name) && !testFile.test(name));
}

/**
 * Builds the console for production, unless the build that is there was made from these very sources.
 *
 * @param distDir folder of the checkout to build into
 * @param signal ends the build early
 * @throws Refusal with what the build said when it fails
 */
export async function ensureBuild(distDir: string, signal: AbortSignal): Promise<void> {
  const stamp = path.join(root, distDir, 'made-from');
  const current = fingerprint(root, listFiles(root, isBuildSource));
  if (existsSync(path.join(root, distDir, 'BUILD_ID')) && isStampCurrent(stamp, current)) return;
  await step({ doing: 'Building the console', done: 'Built' }, () =>
    mustRunTool({
      command: nodeTool('next/dist/bin/next', 'build'),
      env: { NEXT_DIST_DIR: distDir },
      signal,
    }),
  );
  writeStamp(stamp, current);
}
