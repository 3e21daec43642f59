import { createHash } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { root } from '../paths';
import { fingerprint, isStampCurrent, listFiles, writeStamp } from '../setup/fingerprint.mjs';
import { step } from '../setup/progress.mjs';
import { mustRunTool, nodeTool } from '../setup/run-tool.mjs';
import { UserError } from '../setup/user-error.mjs';
import { deriveActionKey } from './action-key';

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

interface Build {
  /** Folder of the checkout to build into. */
  distDir: string;
  /** NEXTAUTH_SECRET. Builds with the same one know each other's server actions. */
  secret: string;
  /** Ends the build early. */
  signal: AbortSignal;
}

/**
 * Builds the console for production, unless the build that is there was made from these very sources and this secret.
 *
 * @throws UserError with what the build said when it fails
 */
export async function ensureBuild({ distDir, secret, signal }: Build): Promise<void> {
  const stamp = path.join(root, distDir, 'made-from');
  const sources = fingerprint(root, listFiles(root, isBuildSource));
  const actionKey = deriveActionKey(secret);
  const current = createHash('sha256').update(sources).update(actionKey).digest('hex');
  if (existsSync(path.join(root, distDir, 'BUILD_ID')) && isStampCurrent(stamp, current)) return;
  // A build that is cut short is nobody's: not of these sources, and no longer of those before.
  rmSync(stamp, { force: true });
  await step({ doing: 'Building the console', done: 'Built' }, () =>
    mustRunTool({
      command: nodeTool('next/dist/bin/next', 'build'),
      env: {
        NEXT_DIST_DIR: distDir,
        NEXT_BUILD_SOURCES: sources,
        NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: actionKey,
      },
      signal,
      follows: true,
    }),
  );
  if (!existsSync(path.join(root, distDir, 'BUILD_ID'))) {
    throw new UserError('The build of the console ended before it was complete. Start again.');
  }
  writeStamp(stamp, current);
}
