/** Returns whether node_modules is missing, incomplete or different from the lockfile. */
export function isInstallStale(root: string): boolean;

/** Installs exactly the lockfile. Throws UserError with npm's output when it fails. */
export function install(): Promise<void>;
