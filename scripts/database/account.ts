import { spawn, spawnSync } from 'node:child_process';
import { UserError } from '../setup/user-error.mjs';

/** The system user that PostgreSQL runs as. */
export interface Account {
  uid: number;
  gid: number;
}

const userName = 'postgres';

/**
 * PostgreSQL refuses to run as root: then it runs as the system user `postgres`, made when there is none.
 *
 * @returns that user; undefined when this process is an ordinary user's, who can run it himself
 * @throws UserError when there is no such user and none can be made
 */
export function serverAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const account = findAccount() ?? makeAccount();
  if (account) return account;
  throw new UserError(
    `PostgreSQL doesn't run as root, and the system user \`${userName}\` could not be made. Make that user, ` +
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

function makeAccount(): Account | undefined {
  const home = ['--no-create-home', '--home-dir', '/nonexistent', '--shell', '/usr/sbin/nologin'];
  spawnSync('groupadd', ['--system', '--force', userName]);
  spawnSync('useradd', ['--system', '--gid', userName, ...home, userName]);
  return findAccount();
}

/**
 * Runs one of PostgreSQL's programs, or a shell's test, as the given user.
 *
 * It gets a process group of its own, since Ctrl+C goes to the whole group of the terminal: the server has to
 * outlive the console by the moment in which it is stopped in order.
 *
 * @returns whether it succeeded, and what it printed
 */
export function runAs(options: {
  account: Account | undefined;
  program: string;
  args: string[];
}): Promise<{ isOk: boolean; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(options.program, options.args, {
      ...options.account,
      // The checkout may be closed to that user; messages are read by us, so they have to be in English.
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
