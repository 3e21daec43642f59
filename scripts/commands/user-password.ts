import { setPassword } from '@/domain/users/set-password';
import { withConsoleDatabase } from '../database/with-console-database';
import { UserError } from '../setup/user-error.mjs';
import { parseOptions } from './input/parse-options';
import { readPassword } from './input/read-password';

const usage = `Usage: npm run user:password -- --name alice
The command asks for the password, or reads it from standard input. The user's sessions end.`;

/** `npm run user:password`: sets a user's password and ends the user's sessions. */
export async function run(args: string[]): Promise<number> {
  const { name } = parseOptions({ args, options: { name: { type: 'string' } }, usage });
  if (!name) throw new UserError(usage);
  const password = await readPassword();
  return withConsoleDatabase(async (db) => {
    await setPassword(db, { userName: name, password });
    console.log(`User ${name} has a new password.`);
  });
}
