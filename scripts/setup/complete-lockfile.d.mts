export interface LockEntry {
  version?: string;
  optional?: boolean;
  dev?: boolean;
  optionalDependencies?: Record<string, string>;
  os?: string[];
  cpu?: string[];
  libc?: string[];
}

/** Returns entries for the optional packages that a lockfile names but does not contain. */
export function findMissing(packages: Record<string, LockEntry>): Record<string, LockEntry>;
