import { readFileSync } from 'node:fs';
import path from 'node:path';
import { mustRunTool } from './run-tool.mjs';

/**
 * Compares what npm recorded in node_modules with the lockfile, entry by entry: times of files say nothing
 * after a checkout, a copy or a restored cache.
 *
 * @param {string} root the checkout
 * @returns {boolean} whether node_modules is missing, unfinished, or not what the lockfile asks for here
 */
export function isInstallStale(root) {
  const wanted = packagesOf(path.join(root, 'package-lock.json'));
  // npm writes this one last, so an installation that was cut short doesn't have it.
  const present = packagesOf(path.join(root, 'node_modules', '.package-lock.json'));
  if (!wanted) throw new Error('package-lock.json is missing or broken.');
  if (!present) return true;
  const isMissing = ([name, entry]) => name !== '' && !entry.optional && !present[name];
  const isForeign = ([name, entry]) => {
    const asked = wanted[name];
    return (
      !asked || asked.version !== entry.version || asked.integrity !== entry.integrity || !isForHere(entry)
    );
  };
  return Object.entries(wanted).some(isMissing) || Object.entries(present).some(isForeign);
}

/**
 * Installs exactly the lockfile, development tools too: a start needs Prisma's generator and TypeScript.
 *
 * @throws UserError with npm's own words when that fails
 */
export async function install() {
  const npm = process.env.npm_execpath;
  const command = npm && /npm-cli\.c?js$/.test(npm) ? [process.execPath, npm] : ['npm'];
  await mustRunTool({
    command: [...command, 'ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund'],
    // Two at once, this one and that of the next start, would spoil node_modules for each other.
    follows: true,
  });
}

// A node_modules brought along from another kind of machine holds binaries that don't run here.
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
