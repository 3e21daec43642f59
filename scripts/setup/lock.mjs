import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { identifyProcess } from './process-identity.mjs';
import { UserError } from './user-error.mjs';

// Written by hand because it runs before `npm ci` has installed any package: it guards that installation. The
// packages for lock files also judge a lock by its age; this one asks whether the process that holds it still
// runs.

/**
 * Takes a lock that names this process. Takes over a lock whose process has ended.
 *
 * @param {string} file the lock file; a missing folder is made, for this user only
 * @param {object} facts written to the file for other processes to read
 * @returns a lock to `update` with further facts and to `release`; undefined when a running process holds it
 * @throws UserError when the folder can't be written
 */
export function takeLock(file, facts = {}) {
  const content = { ...facts, pid: process.pid, process: identifyProcess(process.pid) };
  const write = () => {
    const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
    writeFileSync(draft, `${JSON.stringify(content)}\n`, { mode: 0o600 });
    return draft;
  };
  const lock = {
    update(more) {
      Object.assign(content, more);
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
      // Another process is just taking over a stale lock.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    }
    return undefined;
  } finally {
    rmSync(draft, { force: true });
  }
}

/**
 * Returns the facts of the running process that holds the lock, with its `pid`; undefined when the lock is
 * free.
 *
 * @param {string} file the lock file
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

// Only one process at a time may replace a stale lock. Otherwise a second process that read the stale lock
// earlier would replace the new lock of the first.
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
      `Can't write to ${folder} (${error.code}): start as the user who owns this checkout.`,
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
