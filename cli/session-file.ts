import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { UserError } from '@/scripts/setup/user-error.mjs';

const contents = z.record(z.string(), z.string());

/** Session ids by gateway origin, in a file that only its owner can read. */
export interface SessionFile {
  read(url: string): string | undefined;
  /** Stores a session id; undefined removes it. */
  write(url: string, sessionId: string | undefined): void;
  /** Writes the file without a change, to find out whether it can be written. */
  tryToWrite(url: string): void;
}

/** @throws UserError when the file can't be used, for example in a read-only home folder */
function reportFailure<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UserError(
      `The session can't be kept in ${file} (${code}). Set XDG_STATE_HOME to a folder that you can write to.`,
    );
  }
}

/** @param file its path; the file need not exist yet */
export function openSessionFile(file: string): SessionFile {
  function readAll(): Record<string, string> {
    const stats = reportFailure(file, () => statSync(file, { throwIfNoEntry: false }));
    if (!stats) return {};
    if (stats.mode & 0o077) {
      throw new UserError(
        `${file} can be read by others, who could act in your name. Remove it, and sign in again.`,
      );
    }
    try {
      return contents.parse(JSON.parse(readFileSync(file, 'utf8')));
    } catch {
      throw new UserError(`${file} is broken. Remove it, and sign in again.`);
    }
  }

  const read = (url: string) => readAll()[url];
  return {
    read,
    tryToWrite(url) {
      this.write(url, read(url));
    },
    write(url, sessionId) {
      const { [url]: _, ...others } = readAll();
      const sessions = sessionId === undefined ? others : { ...others, [url]: sessionId };
      reportFailure(file, () => {
        mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
        // Renaming is atomic: two commands at the same time leave one complete file.
        const temporary = `${file}.${process.pid}`;
        writeFileSync(temporary, `${JSON.stringify(sessions, null, 2)}\n`, { mode: 0o600 });
        renameSync(temporary, file);
      });
    },
  };
}
