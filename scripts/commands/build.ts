import { ensureBuild } from '../servers/build';
import { supervise } from '../servers/supervise';
import { takeConsoleLock } from '../setup/console-lock';
import { readSettings } from '../setup/settings';

/** `npm run build`: the production build that `npm start` would make, made beforehand. */
export function run(): Promise<number> {
  return supervise(async (life) => {
    life.atEnd(takeConsoleLock().release);
    const { NEXTAUTH_SECRET: secret } = readSettings().env;
    await ensureBuild({ distDir: '.next', secret, signal: life.signal });
    return 0;
  }, 130);
}
