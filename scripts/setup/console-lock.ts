import path from 'node:path';
import { dataDir } from '../paths';
import { type Lock, type LockFacts, lockHolder, takeLock } from './lock.mjs';
import { UserError } from './user-error.mjs';

const file = path.join(dataDir, 'console.lock');

/**
 * Reserves this checkout's build and embedded database for this process, which must release the lock at its
 * end.
 *
 * @throws UserError that names the console or the process that holds the lock
 */
export function takeConsoleLock(): Lock {
  const lock = takeLock(file);
  if (lock) return lock;
  const holder = lockHolder(file);
  const holderName = `process ${holder?.pid ?? 'just ended'}`;
  throw new UserError(
    holder?.address
      ? `A console is already running in this checkout: ${holder.address} (${holderName}). Stop it first.`
      : 'This checkout is in use: a console is starting, or another command changes its database or build ' +
          `(${holderName}).`,
  );
}

/**
 * Returns the process that holds the lock, with its address once a console answers; undefined when it is
 * free.
 */
export function runningConsole(): LockFacts | undefined {
  return lockHolder(file);
}
