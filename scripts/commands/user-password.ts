import { setPassword } from '@/domain/users/set-password';
import { withConsoleDatabase } from '../database/with-console-database';
import { UserError } from '../setup/user-error.mjs';
import { parseOptions } from './input/parse-options';
import { readPassword } from './input/read-password';

const usage = `Usage: npm run user:password -- --name alice
The password is asked for, or read from standard input. The user's sessions end.`;

/** `npm run user:password`: a new password for a user. */
export async function run(args: string[]): Promise<number> {
  const { name } = parseOptions({ args, options: { name: { type: 'string' } }, usage });
  if (!name) throw new UserError(usage);
  const password = await readPassword();
  return withConsoleDatabase(async (db) => {
    await setPassword(db, { userName: name, password });
    console.log(`User ${name} has a new password.`);
  });
}
