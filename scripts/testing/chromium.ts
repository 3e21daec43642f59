import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { step } from '../setup/progress.mjs';
import { mustRunTool } from '../setup/run-tool.mjs';
import { UserError } from '../setup/user-error.mjs';

/** Chromium without its own windows: the same engine, in which these tests take half the time. */
const HEADLESS_SHELL = ['chromium-headless-shell', 'chrome-headless-shell'];
const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * Finds a Chromium for the browser tests: the one that CHROMIUM_PATH names, the headless shell, any other on PATH, or
 * Playwright's own. Root on Debian gets the headless shell installed where there is none and CI or nothing else is there.
 *
 * @param signal stops the installation
 * @returns path of the program
 * @throws UserError when Chromium is missing and can't be installed
 */
export async function findChromium(signal: AbortSignal): Promise<string> {
  const given = process.env.CHROMIUM_PATH;
  if (given && !isProgram(given))
    throw new UserError(`CHROMIUM_PATH names ${given}, which is not a program.`);
  const shell = given ?? findOnPath(HEADLESS_SHELL);
  if (shell) return shell;
  const browser = findOnPath(BROWSERS) ?? findPlaywrights();
  if (browser && !process.env.CI) return browser;
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    const steps = { doing: 'Installing Chromium', done: 'Chromium installed' };
    await step(steps, () => installOnDebian(signal)).catch((error: unknown) => {
      if (!browser) throw error;
    });
  }
  const installed = findOnPath([...HEADLESS_SHELL, ...BROWSERS]) ?? browser;
  if (installed) return installed;
  throw new UserError(
    'The browser tests need Chromium. Install it, set CHROMIUM_PATH to it, or run ' +
      '`npx playwright install chromium`.',
  );
}

async function installOnDebian(signal: AbortSignal): Promise<void> {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const install = (name: string) => mustRunTool({ command: ['apt-get', 'install', '-y', name], env, signal });
  await mustRunTool({ command: ['apt-get', 'update'], env, signal });
  // Older releases have no package of the shell alone.
  await install('chromium-headless-shell').catch(() => install('chromium'));
}

function findOnPath(names: readonly string[]): string | undefined {
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
