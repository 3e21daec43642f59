/** Whether node_modules is missing, unfinished, or not what the lockfile asks for here. */
export function isInstallStale(root: string): boolean;

/** Installs exactly the lockfile; throws UserError with npm's own words when that fails. */
export function install(): Promise<void>;
