export interface LockEntry {
  version?: string;
  optional?: boolean;
  dev?: boolean;
  optionalDependencies?: Record<string, string>;
  os?: string[];
  cpu?: string[];
  libc?: string[];
}

/** Entries for the optional packages that a lockfile names but doesn't hold. */
export function findMissing(packages: Record<string, LockEntry>): Record<string, LockEntry>;
