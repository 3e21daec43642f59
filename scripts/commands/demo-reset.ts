import { rmSync } from 'node:fs';
import path from 'node:path';
import { removeEmbedded } from '../database/embedded';
import { prepareDatabase } from '../database/prepare-database';
import { dataDir } from '../paths';
import { supervise } from '../servers/supervise';
import { takeConsoleLock } from '../setup/console-lock';
import { step } from '../setup/progress.mjs';
import { CHECKPOINTS, readSettings } from '../setup/settings';
import { UserError } from '../setup/user-error.mjs';

/**
 * `npm run demo:reset`: replaces the demo world with a new one. Its users and audit entries can't be deleted,
 * so this removes the whole embedded server and makes another. No console may run meanwhile.
 */
export function run(): Promise<number> {
  return supervise(async (lifecycle) => {
    lifecycle.atEnd(takeConsoleLock().release);
    const settings = readSettings();
    if (!settings.isDemo) {
      throw new UserError(
        'DATABASE_URL is set. This command resets only the embedded demo world, no other database.',
      );
    }
    await step({ doing: 'Removing the demo world', done: 'Removed' }, async () => {
      await removeEmbedded();
      // The checkpoints belong to the audit log that was just removed.
      rmSync(path.join(dataDir, CHECKPOINTS), { force: true });
    });
    await prepareDatabase(settings, lifecycle);
    return 0;
  }, 130);
}
