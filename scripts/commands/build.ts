import { ensureBuild } from '../servers/build';
import { supervise } from '../servers/supervise';
import { takeConsoleLock } from '../setup/console-lock';
import { readSettings } from '../setup/settings';

/** `npm run build`: makes the production build that `npm start` would make. */
export function run(): Promise<number> {
  return supervise(async (lifecycle) => {
    lifecycle.atEnd(takeConsoleLock().release);
    const { NEXTAUTH_SECRET: secret } = readSettings().env;
    await ensureBuild({ distDir: '.next', secret, signal: lifecycle.signal });
    return 0;
  }, 130);
}
