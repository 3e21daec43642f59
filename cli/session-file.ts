import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { UserError } from '@/scripts/setup/user-error.mjs';

const contents = z.record(z.string(), z.string());

/** Sessions by the gateway that gave them, in a file that only its owner can read. */
export interface SessionFile {
  read(url: string): string | undefined;
  /** Keeps a session, or forgets it. */
  write(url: string, sessionId: string | undefined): void;
  /** Writes the file as it is, to find out whether it can be written. */
  tryToWrite(url: string): void;
}

/** @throws UserError when the work on the file fails, for example in a home folder that is read-only */
function inWords<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UserError(
      `The session can't be kept in ${file} (${code}). Set XDG_STATE_HOME to a folder that you can write to.`,
    );
  }
}

/**
 * Opens the file of sessions, which need not exist yet.
 *
 * @param file its path
 */
export function openSessionFile(file: string): SessionFile {
  function readAll(): Record<string, string> {
    const stats = inWords(file, () => statSync(file, { throwIfNoEntry: false }));
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
      inWords(file, () => {
        mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
        // Put in place whole, so that two commands at once leave one whole file.
        const draft = `${file}.${process.pid}`;
        writeFileSync(draft, `${JSON.stringify(sessions, null, 2)}\n`, { mode: 0o600 });
        renameSync(draft, file);
      });
    },
  };
}
