/** What a lock file tells of its holder. */
export interface LockFacts {
  pid: number;
  /** Where the console answers, once it does. */
  address?: string;
}

export interface Lock {
  update(facts: Partial<LockFacts>): void;
  release(): void;
}

/** Takes a lock that names this process; undefined when a living process holds it. Throws UserError when unwritable. */
export function takeLock(file: string, facts?: Partial<LockFacts>): Lock | undefined;

/** The living process that holds the lock; undefined when it is free. */
export function lockHolder(file: string): LockFacts | undefined;
