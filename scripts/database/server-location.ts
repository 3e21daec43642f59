import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { UserError } from '../setup/user-error.mjs';
import { type Account, runAs, serverAccount } from './account';
import { type Binaries, copyBinaries, packagedBinaries } from './binaries';

// Written by hand: no library copies PostgreSQL to where its user can run it when the checkout is below root's
// home.

// Holds the server's files when its user can't enter the checkout, for example below root's home.
const fallbackFolder = '/var/lib/access-console';

/** The system user, the binaries and the folder of a server. */
export interface ServerLocation {
  account: Account | undefined;
  binaries: Binaries;
  home: string;
}

/**
 * Finds binaries and a folder that the server's user can use, by trying. PostgreSQL will not run as root, and
 * the user that it runs as then often can't enter the checkout.
 *
 * @returns the location; its `home` exists and belongs to the server's user
 * @throws UserError when PostgreSQL can't run on this machine
 */
export async function findServerLocation(options: {
  /** Used if the server's user can enter it. */
  preferredFolder: string;
  /** Otherwise the name of a folder below /var/lib/access-console. */
  fallbackName: string;
}): Promise<ServerLocation> {
  const { preferredFolder, fallbackName } = options;
  const account = serverAccount();
  const binaries = await findBinaries(account);
  const home = await makeHome({
    account,
    preferred: preferredFolder,
    fallback: path.join(fallbackFolder, fallbackName),
  });
  return { account, binaries, home };
}

async function findBinaries(account: Account | undefined): Promise<Binaries> {
  const tryToRun = ({ folder }: Binaries) =>
    runAs({ account, program: path.join(folder, 'bin/postgres'), args: ['--version'] });
  let binaries = await packagedBinaries();
  let tried = await tryToRun(binaries);
  if (!tried.isOk && account) {
    await makeFallbackFolder();
    binaries = await copyBinaries(binaries, fallbackFolder);
    tried = await tryToRun(binaries);
  }
  if (tried.isOk) return binaries;
  throw new UserError(
    `The embedded PostgreSQL doesn't run on this machine: ${tried.output}\n` +
      'Set DATABASE_URL to a PostgreSQL of your own, version 15 or newer.',
  );
}

async function makeHome(options: { account: Account | undefined; preferred: string; fallback: string }) {
  const { account, preferred, fallback } = options;
  if (account && existsSync(fallback)) {
    // An interrupted start may have made the folder without changing its owner.
    await chown(fallback, account.uid, account.gid);
    return fallback;
  }
  await mkdir(preferred, { recursive: true, mode: 0o700 });
  if (!account) return preferred;
  await chown(preferred, account.uid, account.gid);
  if (await canUse(account, preferred)) return preferred;
  await rmdir(preferred).catch(() => {});
  await makeFallbackFolder();
  await mkdir(fallback, { mode: 0o700 });
  await chown(fallback, account.uid, account.gid);
  return fallback;
}

async function makeFallbackFolder(): Promise<void> {
  await mkdir(fallbackFolder, { recursive: true });
  // The server's user must be able to enter the folder, whatever the umask is.
  await chmod(fallbackFolder, 0o755);
}

async function canUse(account: Account, folder: string): Promise<boolean> {
  const args = ['-c', 'cd "$1" && test -w .', 'sh', folder];
  return (await runAs({ account, program: '/bin/sh', args })).isOk;
}
