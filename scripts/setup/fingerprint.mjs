import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

// Written by hand because it runs before `npm ci` has installed any package: it decides whether the Prisma
// client must be generated. The build uses it too.

/**
 * Returns a hash that changes when a file is changed, added, renamed or removed. It covers contents, not
 * times, since a checkout, a stash or a copy changes times.
 *
 * @param {string} root folder that the names are relative to
 * @param {string[]} names a missing file has a fingerprint too
 * @returns {string}
 */
export function fingerprint(root, names) {
  const hash = createHash('sha256');
  for (const name of [...names].sort()) {
    const content = readOrNothing(path.join(root, name));
    hash.update(`${name}\0${content?.length ?? 'missing'}\0`).update(content ?? '');
  }
  return hash.digest('hex');
}

/**
 * Lists the files below a folder.
 *
 * @param {string} folder
 * @param {(name: string, isFolder: boolean) => boolean} isWanted gets each name relative to `folder`
 * @returns {string[]} names relative to `folder`, with forward slashes
 */
export function listFiles(folder, isWanted, below = '') {
  return readdirSync(path.join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const name = below ? `${below}/${entry.name}` : entry.name;
    if (!isWanted(name, entry.isDirectory())) return [];
    if (entry.isDirectory()) return listFiles(folder, isWanted, name);
    return entry.isFile() ? [name] : [];
  });
}

/**
 * Returns whether an output was made from the present sources.
 *
 * @param {string} stamp file with the fingerprint of the sources of the output
 * @param {string} current fingerprint of the present sources
 * @returns {boolean}
 */
export function isStampCurrent(stamp, current) {
  return readOrNothing(stamp)?.toString('utf8').trim() === current;
}

/** Records what an output was made from. Call it after the output is complete. */
export function writeStamp(stamp, current) {
  writeFileSync(stamp, `${current}\n`);
}

function readOrNothing(file) {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
