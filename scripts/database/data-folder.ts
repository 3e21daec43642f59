import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { UserError } from '../setup/user-error.mjs';
import { runAs } from './account';
import type { ServerLocation } from './server-location';

/** The only database user of an embedded server. */
export const databaseUser = 'access_console';

export interface DataFolderOptions {
  dataDir: string;
  password: string;
  /** Does not wait until the data are on disk. */
  isThrowaway?: boolean;
}

/**
 * Makes a server's data folder at the first start. At later starts it checks that this version can read the
 * folder.
 *
 * @throws UserError when the folder can't be made, or another version of PostgreSQL made it
 */
export async function ensureDataFolder(location: ServerLocation, options: DataFolderOptions): Promise<void> {
  await removeUnfinished(options.dataDir);
  if (existsSync(options.dataDir)) await checkVersion(location, options.dataDir);
  else await initialize(location, options);
}

/** Removes the unfinished data folders of starts that were interrupted. */
async function removeUnfinished(dataDir: string): Promise<void> {
  const unfinished = (await readdir(path.dirname(dataDir))).filter((name) =>
    name.startsWith(`${path.basename(dataDir)}.new`),
  );
  for (const name of unfinished) {
    // If a process still writes to it, a later start removes it.
    await rm(path.join(path.dirname(dataDir), name), { recursive: true, force: true }).catch(() => {});
  }
}

async function initialize(
  location: ServerLocation,
  { dataDir, password, isThrowaway }: DataFolderOptions,
): Promise<void> {
  // initdb works in another folder, which is renamed when complete: a half-made folder would look like data.
  // The name is random because an initdb whose console was killed may still be running.
  const unfinished = `${dataDir}.new.${randomBytes(4).toString('hex')}`;
  const passwordFile = path.join(location.home, 'password');
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (location.account) await chown(passwordFile, location.account.uid, location.account.gid);
  const program = path.join(location.binaries.folder, 'bin/initdb');
  const args = ['-D', unfinished, '-U', databaseUser, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
  // PostgreSQL's builtin collation is the same on every system. pg_trgm uses the system's character classes:
  // with C it would drop every letter outside ASCII.
  args.push('--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C');
  if (isThrowaway) args.push('--no-sync');
  try {
    for (const ctype of ['C.UTF-8', 'C']) {
      await rm(unfinished, { recursive: true, force: true });
      const made = await runAs({
        account: location.account,
        program,
        args: [...args, `--lc-ctype=${ctype}`],
      });
      if (made.isOk) return await rename(unfinished, dataDir);
      if (ctype === 'C') throw new UserError(`The embedded database could not be created:\n${made.output}`);
    }
  } finally {
    await rm(passwordFile, { force: true });
  }
}

async function checkVersion(location: ServerLocation, dataDir: string): Promise<void> {
  const made = (await readFile(path.join(dataDir, 'PG_VERSION'), 'utf8')).trim();
  if (location.binaries.version.startsWith(`${made}.`)) return;
  throw new UserError(
    `The data in ${dataDir} were made by PostgreSQL ${made}; this is ${location.binaries.version}, which ` +
      'cannot read them. `npm run demo:reset` removes them and makes a new demo world.',
  );
}
