import { deadlineFromNow, inChange, isLockTimeout, type Tx } from './transaction';

/** Less than PostgreSQL waits before it looks for a deadlock, which is one second by default. */
const PATIENCE_MS = 500;
const MAX_TRIES = 5;

/** Rolls back the transaction of a dry run, and carries its result out of it. */
class RollbackSignal<T> extends Error {
  constructor(readonly result: T) {
    super('A dry run is rolled back.');
  }
}

/** Runs work in the transaction of a mutation, and rolls it back. */
export async function inDryRun<T>(work: (tx: Tx) => Promise<T>, deadline = deadlineFromNow()): Promise<T> {
  try {
    return await inChange<never>(async (tx) => {
      throw new RollbackSignal(await work(tx));
    }, deadline);
  } catch (error) {
    if (error instanceof RollbackSignal) return error.result;
    throw error;
  }
}

/**
 * As inDryRun, for several steps, which together can't keep the order of locks. When it has to wait, it gives up
 * its locks and starts again before PostgreSQL would cancel it. A real change that has waited for it for long may
 * still be the one that PostgreSQL cancels in a deadlock; it is then tried again (inTransaction).
 */
export async function inDryRunOfSteps<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  const deadline = deadlineFromNow();
  for (let attempt = 1; ; attempt++) {
    try {
      return await inDryRun(async (tx) => {
        await tx.$queryRaw`SELECT set_config('lock_timeout', ${String(PATIENCE_MS)}, TRUE)`;
        return work(tx);
      }, deadline);
    } catch (error) {
      if (attempt === MAX_TRIES || !isLockTimeout(error)) throw error;
    }
  }
}

/**
 * Runs one step of a dry run. When the step throws, only its own changes and locks are undone, so that the next
 * step can run.
 */
export async function atSavepoint<T>(tx: Tx, step: () => Promise<T>): Promise<T> {
  await tx.$executeRaw`SAVEPOINT step`;
  try {
    const result = await step();
    await tx.$executeRaw`RELEASE SAVEPOINT step`;
    return result;
  } catch (error) {
    await tx.$executeRaw`ROLLBACK TO SAVEPOINT step`;
    throw error;
  }
}
