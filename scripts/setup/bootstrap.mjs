import { register } from 'node:module';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { generateClient, isClientStale } from './generate.mjs';
import { install, isInstallStale } from './install.mjs';
import { lockHolder, takeLock } from './lock.mjs';
import { step } from './progress.mjs';
import { UserError } from './user-error.mjs';

const root = path.resolve(import.meta.dirname, '../..');

/**
 * Installs what a bare clone lacks to run TypeScript, then runs main.ts in this process. Before `npm ci` no
 * package is there, so this file and the .mjs files that it imports use only Node.
 *
 * @param {string | undefined} command one of main.ts's commands
 * @param {string[]} args
 */
export async function bootstrap(command, args) {
  process.chdir(root);
  process.env.NEXT_TELEMETRY_DISABLED = '1';
  try {
    if (isInstallStale(root) || isClientStale(root)) await setUp();
    register('./resolve-server-only.mjs', import.meta.url);
    (await import('tsx/esm/api')).register();
    const { main } = await import('../main.ts');
    process.exit(await main(command, args));
  } catch (error) {
    // BadEnvironmentError comes from env.ts, which this file can't import: it is TypeScript.
    const isExplained = error instanceof UserError || error.name === 'BadEnvironmentError';
    console.error(isExplained ? `\n${error.message}` : error);
    process.exit(error instanceof UserError ? error.exitCode : 1);
  }
}

async function setUp() {
  const lock = await waitForLock();
  try {
    if (isInstallStale(root)) {
      const running = lockHolder(path.join(root, '.data/console.lock'));
      if (running) {
        throw new UserError(
          'The dependencies must be installed again, but a console is running in this checkout ' +
            `(process ${running.pid}) and needs the present ones. Stop it first.`,
        );
      }
      await step({ doing: 'Installing the dependencies', done: 'Installed' }, install);
    }
    if (isClientStale(root)) {
      await step({ doing: 'Generating the database client', done: 'Generated' }, () => generateClient(root));
    }
  } finally {
    lock.release();
  }
}

async function waitForLock() {
  const file = path.join(root, '.data/setup.lock');
  for (let isFirst = true; ; isFirst = false) {
    const lock = takeLock(file);
    if (lock) return lock;
    if (isFirst)
      console.log(`Waiting for process ${lockHolder(file)?.pid}, which is setting up this checkout …`);
    await sleep(500);
  }
}
