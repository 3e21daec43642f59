import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { identifyProcess } from './process-identity.mjs';
import { UserError } from './user-error.mjs';

/**
 * Takes a lock that names this process. One left behind by a process that has ended is taken over.
 *
 * @param {string} file the lock file; its folder is made, private, when missing
 * @param {object} facts what others may read in it while it is held
 * @returns a lock to `update` with further facts and to `release`; undefined when another process holds it
 * @throws UserError when the folder can't be written
 */
export function takeLock(file, facts = {}) {
  const mine = { ...facts, pid: process.pid, process: identifyProcess(process.pid) };
  const write = () => {
    const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
    writeFileSync(draft, `${JSON.stringify(mine)}\n`, { mode: 0o600 });
    return draft;
  };
  const lock = {
    update(more) {
      Object.assign(mine, more);
      renameSync(write(), file);
    },
    release() {
      if (lockHolder(file)?.pid === process.pid) rmSync(file, { force: true });
    },
  };
  makeFolder(path.dirname(file));
  const draft = write();
  try {
    for (let attempt = 0; attempt < 100; attempt++) {
      if (isLinked(draft, file)) return lock;
      if (lockHolder(file)) return undefined;
      if (hasTakenOver(draft, file)) return lock;
      // Another process is just taking over what a dead one left.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    }
    return undefined;
  } finally {
    rmSync(draft, { force: true });
  }
}

/**
 * @param {string} file the lock file
 * @returns the facts of the living process that holds the lock, with its `pid`; undefined when it is free
 */
export function lockHolder(file) {
  const holder = parse(read(file));
  if (!holder?.process || identifyProcess(holder.pid) !== holder.process) return undefined;
  return holder;
}

function isLinked(draft, file) {
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  }
}

// Only one process at a time may replace a stale lock: otherwise a second one, that looked a moment earlier, would
// replace the first one's fresh lock.
function hasTakenOver(draft, file) {
  const marker = `${file}.takeover`;
  if (!isLinked(draft, marker)) {
    if (!lockHolder(marker)) rmSync(marker, { force: true });
    return false;
  }
  try {
    if (!existsSync(file) || lockHolder(file)) return false;
    renameSync(draft, file);
    return true;
  } finally {
    rmSync(marker, { force: true });
  }
}

function makeFolder(folder) {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const probe = path.join(folder, `.probe.${process.pid}`);
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (error) {
    throw new UserError(
      `Can't write to ${folder} (${error.code}): start as the user whom this checkout belongs to.`,
    );
  }
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
