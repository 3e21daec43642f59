import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Condenses files into one value that changes when any of them is changed, added, renamed or removed.
 * Contents are read instead of times, which a checkout, a stash or a copy sets as it likes.
 *
 * @param {string} root folder that the names are relative to
 * @param {string[]} names files of that folder; a missing one counts as such
 * @returns {string} the fingerprint
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
 * @param {string} folder where to look
 * @param {(name: string, isFolder: boolean) => boolean} isWanted asked of every folder and file, by name
 *   relative to `folder`
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
 * @param {string} stamp file that remembers the fingerprint of what an output was made from
 * @param {string} current fingerprint of the sources now
 * @returns {boolean} whether the output was made from these very sources
 */
export function isStampCurrent(stamp, current) {
  return readOrNothing(stamp)?.toString('utf8').trim() === current;
}

/** Remembers what an output was made from; call it after the output is complete. */
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
