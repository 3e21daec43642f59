import path from 'node:path';
import { dataDir } from '../paths';
import { type Lock, type LockFacts, lockHolder, takeLock } from './lock.mjs';
import { UserError } from './user-error.mjs';

const file = path.join(dataDir, 'console.lock');

/**
 * Claims this checkout's build and embedded database for this process.
 *
 * @returns the lock, to be released at the end
 * @throws UserError naming the console that has them, or the process that works on them
 */
export function takeConsoleLock(): Lock {
  const lock = takeLock(file);
  if (lock) return lock;
  const holder = lockHolder(file);
  const who = `process ${holder?.pid ?? 'just ended'}`;
  throw new UserError(
    holder?.address
      ? `A console is running in this checkout already: ${holder.address} (${who}). Stop it first.`
      : `This checkout is in use: a console is starting, or its database or build is being worked on (${who}).`,
  );
}

/**
 * @returns who has claimed this checkout's build and embedded database, with the address of a console that answers;
 *   undefined when nobody has
 */
export function runningConsole(): LockFacts | undefined {
  return lockHolder(file);
}
