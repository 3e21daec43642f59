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
 * `npm run demo:reset`: the demo world anew. Its users and audit entries can't be deleted, so the whole embedded
 * server goes and is made again; hence not while a console uses it.
 */
export function run(): Promise<number> {
  return supervise(async (life) => {
    life.atEnd(takeConsoleLock().release);
    const settings = readSettings();
    if (!settings.isDemo) {
      throw new UserError(
        'DATABASE_URL is set: only the embedded demo world is reset, never a database of your own.',
      );
    }
    await step({ doing: 'Removing the demo world', done: 'Removed' }, async () => {
      await removeEmbedded();
      // They know the log that has just gone.
      rmSync(path.join(dataDir, CHECKPOINTS), { force: true });
    });
    await prepareDatabase(settings, life);
    return 0;
  }, 130);
}
