import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { UserError } from '../setup/user-error.mjs';
import { runAs } from './account';
import type { Place } from './place';

/** The only user of an embedded server. */
export const databaseUser = 'access_console';

export interface DataFolderOptions {
  dataDir: string;
  password: string;
  /** Skips waiting for the disk. */
  isThrowaway?: boolean;
}

/**
 * Makes a server's data folder at the first start, and makes sure later that this version can read it.
 *
 * @throws UserError when it can't be made, or was made by another version of PostgreSQL
 */
export async function ensureDataFolder(place: Place, options: DataFolderOptions): Promise<void> {
  await removeDrafts(options.dataDir);
  if (existsSync(options.dataDir)) await checkVersion(place, options.dataDir);
  else await initialise(place, options);
}

/** Removes what starts left that were cut short. */
async function removeDrafts(dataDir: string): Promise<void> {
  const drafts = (await readdir(path.dirname(dataDir))).filter((name) =>
    name.startsWith(`${path.basename(dataDir)}.new`),
  );
  for (const name of drafts) {
    // One that is still being written to goes at a later start.
    await rm(path.join(path.dirname(dataDir), name), { recursive: true, force: true }).catch(() => {});
  }
}

async function initialise(
  place: Place,
  { dataDir, password, isThrowaway }: DataFolderOptions,
): Promise<void> {
  // Made aside and renamed when complete: a folder half made would look like data. Its name is its own, since an
  // initdb whose console was killed may still be at work.
  const draft = `${dataDir}.new.${randomBytes(4).toString('hex')}`;
  const passwordFile = path.join(place.home, 'password');
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (place.account) await chown(passwordFile, place.account.uid, place.account.gid);
  const program = path.join(place.binaries.folder, 'bin/initdb');
  const args = ['-D', draft, '-U', databaseUser, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
  // PostgreSQL's own collation is the same on every system. Of the system's only the kinds of letters matter,
  // to pg_trgm: with C it drops every letter that isn't ASCII.
  args.push('--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C');
  if (isThrowaway) args.push('--no-sync');
  try {
    for (const ctype of ['C.UTF-8', 'C']) {
      await rm(draft, { recursive: true, force: true });
      const made = await runAs({ account: place.account, program, args: [...args, `--lc-ctype=${ctype}`] });
      if (made.isOk) return await rename(draft, dataDir);
      if (ctype === 'C') throw new UserError(`The embedded database could not be made:\n${made.output}`);
    }
  } finally {
    await rm(passwordFile, { force: true });
  }
}

async function checkVersion(place: Place, dataDir: string): Promise<void> {
  const made = (await readFile(path.join(dataDir, 'PG_VERSION'), 'utf8')).trim();
  if (place.binaries.version.startsWith(`${made}.`)) return;
  throw new UserError(
    `The data in ${dataDir} were made by PostgreSQL ${made}; this is ${place.binaries.version}, which can't read ` +
      'them. `npm run demo:reset` makes the demo world anew.',
  );
}
