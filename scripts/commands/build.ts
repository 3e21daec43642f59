import { takeConsoleLock } from '../console-lock';
import { supervise } from '../supervise';
import { ensureBuild } from '../web/build';

/** `npm run build`: the production build that `npm start` would make, made beforehand. */
export function run(): Promise<number> {
  return supervise(async (life) => {
    life.atEnd(takeConsoleLock().release);
    await ensureBuild('.next', life.signal);
    return 0;
  }, 130);
}
