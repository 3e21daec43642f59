import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { step } from '../setup/progress.mjs';
import { mustRunTool } from '../setup/run-tool.mjs';
import { UserError } from '../setup/user-error.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * Finds a Chromium for the browser tests: the one that CHROMIUM_PATH names, one on PATH, or Playwright's own.
 * As root on Debian, installs Chromium if it is missing.
 *
 * @param signal stops the installation
 * @returns path of the program
 * @throws UserError when Chromium is missing and can't be installed
 */
export async function findChromium(signal: AbortSignal): Promise<string> {
  const given = process.env.CHROMIUM_PATH;
  if (given && !isProgram(given))
    throw new UserError(`CHROMIUM_PATH names ${given}, which is not a program.`);
  const found = given ?? findOnPath() ?? findPlaywrights();
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    await step({ doing: 'Installing Chromium', done: 'Chromium installed' }, () => installOnDebian(signal));
  }
  const installed = findOnPath();
  if (installed) return installed;
  throw new UserError(
    'The browser tests need Chromium. Install it, set CHROMIUM_PATH to it, or run ' +
      '`npx playwright install chromium`.',
  );
}

async function installOnDebian(signal: AbortSignal): Promise<void> {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await mustRunTool({ command: ['apt-get', 'update'], env, signal });
  await mustRunTool({
    command: ['apt-get', 'install', '-y', 'chromium'],
    env,
    signal,
  });
}

function findOnPath(): string | undefined {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name))).find(isProgram);
}

function findPlaywrights(): string | undefined {
  const own = chromium.executablePath();
  return own && isProgram(own) ? own : undefined;
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
