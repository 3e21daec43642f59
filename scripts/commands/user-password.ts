import { setPassword } from '@/domain/users/set-password';
import { withConsoleDatabase } from '../database/with-console-database';
import { npmScript, someText } from './input/npm-script';
import { readPassword } from './input/read-password';

const command = npmScript(
  'user:password',
  "Asks for a new password, or reads it from standard input, and ends the user's sessions.",
)
  .usage('--name alice')
  .requiredOption('--name <name>', 'user name', someText);

/** `npm run user:password`: sets a user's password and ends the user's sessions. */
export async function run(args: string[]): Promise<number> {
  const { name } = command.parse(args, { from: 'user' }).opts<{ name: string }>();
  const password = await readPassword();
  return withConsoleDatabase(async (db) => {
    await setPassword(db, { userName: name, password });
    console.log(`User ${name} has a new password.`);
  });
}
