/** What a lock file says about its holder. */
export interface LockFacts {
  pid: number;
  /** URL of the console, once it answers. */
  address?: string;
}

export interface Lock {
  update(facts: Partial<LockFacts>): void;
  release(): void;
}

/**
 * Takes a lock; undefined when a running process holds it. Throws UserError when the folder can't be written.
 */
export function takeLock(file: string, facts?: Partial<LockFacts>): Lock | undefined;

/** Returns the running process that holds the lock; undefined when it is free. */
export function lockHolder(file: string): LockFacts | undefined;
