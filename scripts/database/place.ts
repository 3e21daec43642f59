import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { UserError } from '../setup/user-error.mjs';
import { type Account, runAs, serverAccount } from './account';
import { type Binaries, copyBinaries, packagedBinaries } from './binaries';

// Where a server keeps its things when its user can't enter the checkout: below root's home, for example.
const shelter = '/var/lib/access-console';

/** Who runs a server, from where, and where it keeps its things. */
export interface Place {
  account: Account | undefined;
  binaries: Binaries;
  home: string;
}

/**
 * Finds a place that the server's user can really use, by trying.
 *
 * @param wanted the folder to keep the data in, if that user can enter it
 * @param name what the folder is called where he can't
 * @returns the place; its `home` exists and belongs to that user
 * @throws UserError when PostgreSQL can't run on this machine
 */
export async function findPlace({ wanted, name }: { wanted: string; name: string }): Promise<Place> {
  const account = serverAccount();
  const binaries = await findBinaries(account);
  const home = await makeHome({ account, wanted, sheltered: path.join(shelter, name) });
  return { account, binaries, home };
}

async function findBinaries(account: Account | undefined): Promise<Binaries> {
  const tryToRun = ({ folder }: Binaries) =>
    runAs({ account, program: path.join(folder, 'bin/postgres'), args: ['--version'] });
  let binaries = await packagedBinaries();
  let tried = await tryToRun(binaries);
  if (!tried.isOk && account) {
    await makeShelter();
    binaries = await copyBinaries(binaries, shelter);
    tried = await tryToRun(binaries);
  }
  if (tried.isOk) return binaries;
  throw new UserError(
    `The embedded PostgreSQL doesn't run on this machine: ${tried.output}\n` +
      'Set DATABASE_URL to a PostgreSQL of your own, version 15 or newer.',
  );
}

async function makeHome(options: { account: Account | undefined; wanted: string; sheltered: string }) {
  const { account, wanted, sheltered } = options;
  if (account && existsSync(sheltered)) {
    // A start that was cut short may have made it and not handed it over.
    await chown(sheltered, account.uid, account.gid);
    return sheltered;
  }
  await mkdir(wanted, { recursive: true, mode: 0o700 });
  if (!account) return wanted;
  await chown(wanted, account.uid, account.gid);
  if (await canUse(account, wanted)) return wanted;
  await rmdir(wanted).catch(() => {});
  await makeShelter();
  await mkdir(sheltered, { mode: 0o700 });
  await chown(sheltered, account.uid, account.gid);
  return sheltered;
}

async function makeShelter(): Promise<void> {
  await mkdir(shelter, { recursive: true });
  // Whatever the umask says: the server's user has to get through.
  await chmod(shelter, 0o755);
}

async function canUse(account: Account, folder: string): Promise<boolean> {
  const args = ['-c', 'cd "$1" && test -w .', 'sh', folder];
  return (await runAs({ account, program: '/bin/sh', args })).isOk;
}
