import { readFileSync } from 'node:fs';
import path from 'node:path';
import { mustRunTool } from './run-tool.mjs';

// Written by hand because it runs before `npm ci` has installed any package: it decides whether that is needed.

/**
 * Returns whether node_modules is missing, incomplete, or different from what the lockfile wants on this
 * machine. It compares what npm recorded there entry by entry, since a checkout, a copy or a restored cache
 * changes file times.
 *
 * @param {string} root the checkout
 * @returns {boolean}
 */
export function isInstallStale(root) {
  const wanted = packagesOf(path.join(root, 'package-lock.json'));
  // npm writes this file last, so an interrupted installation lacks it.
  const present = packagesOf(path.join(root, 'node_modules', '.package-lock.json'));
  if (!wanted) throw new Error('package-lock.json is missing or broken.');
  if (!present) return true;
  const isMissing = ([name, entry]) => name !== '' && !entry.optional && !present[name];
  const isForeign = ([name, entry]) => {
    const expected = wanted[name];
    return (
      !expected ||
      expected.version !== entry.version ||
      expected.integrity !== entry.integrity ||
      !isForHere(entry)
    );
  };
  return Object.entries(wanted).some(isMissing) || Object.entries(present).some(isForeign);
}

/**
 * Installs exactly the lockfile, with development tools: a start needs Prisma's generator and TypeScript.
 *
 * @throws UserError with npm's output when it fails
 */
export async function install() {
  const npm = process.env.npm_execpath;
  const command = npm && /npm-cli\.c?js$/.test(npm) ? [process.execPath, npm] : ['npm'];
  await mustRunTool({
    command: [...command, 'ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund'],
    // Otherwise npm would go on when this process is killed, and the next start would change node_modules at
    // the same time.
    endsWithParent: true,
  });
}

// A node_modules copied from another kind of machine contains binaries that don't run on this one.
function isForHere({ os, cpu }) {
  const allows = (list, here) =>
    !list ||
    list.includes(here) ||
    (list.every((item) => item.startsWith('!')) && !list.includes(`!${here}`));
  return allows(os, process.platform) && allows(cpu, process.arch);
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}
