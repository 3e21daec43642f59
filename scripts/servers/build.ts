import { createHash } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { root } from '../paths';
import { fingerprint, isStampCurrent, listFiles, writeStamp } from '../setup/fingerprint.mjs';
import { step } from '../setup/progress.mjs';
import { mustRunTool, nodeTool } from '../setup/run-tool.mjs';
import { UserError } from '../setup/user-error.mjs';
import { deriveActionKey } from './action-key';

// Every file in the checkout can change the build, except these. A new folder counts until it is listed here:
// an unnecessary build is better than a stale one.
const notInBuild = [
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
 * Returns whether a change to this file or folder can change the build.
 *
 * @param name relative to the checkout
 */
export function isBuildSource(name: string, isFolder: boolean): boolean {
  if (path.basename(name).startsWith('.') || notInBuild.includes(name)) return false;
  return isFolder || (sourceFile.test(name) && !testFile.test(name));
}

interface Build {
  /** Output folder, relative to the checkout. */
  distDir: string;
  /** NEXTAUTH_SECRET. Builds with the same secret share the ids of their server actions. */
  secret: string;
  /** Stops the build. */
  signal: AbortSignal;
}

/**
 * Builds the console for production, unless the present build was made from the same sources and the same
 * secret.
 *
 * @throws UserError with the output of the build when it fails
 */
export async function ensureBuild({ distDir, secret, signal }: Build): Promise<void> {
  const stamp = path.join(root, distDir, 'made-from');
  const sources = fingerprint(root, listFiles(root, isBuildSource));
  const actionKey = deriveActionKey(secret);
  const current = createHash('sha256').update(sources).update(actionKey).digest('hex');
  if (existsSync(path.join(root, distDir, 'BUILD_ID')) && isStampCurrent(stamp, current)) return;
  // An interrupted build must not count as current, neither for these sources nor for the previous ones.
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
      endsWithParent: true,
    }),
  );
  if (!existsSync(path.join(root, distDir, 'BUILD_ID'))) {
    throw new UserError('The build of the console ended before it was complete. Run the command again.');
  }
  writeStamp(stamp, current);
}
