import { createUser } from '@/domain/users/create';
import { withConsoleDatabase } from '../database/with-console-database';
import { npmScript, someText } from './input/npm-script';
import { readPassword } from './input/read-password';

const command = npmScript(
  'user:create',
  'Creates a user. Asks for the password, or reads it from standard input.',
)
  .usage('--name alice --email alice@example.com [--permission NAME]… [--operator-name "Alice A."]')
  .requiredOption('--name <name>', 'user name', someText)
  .requiredOption('--email <address>', 'e-mail address', someText)
  .option('--permission <names...>', 'Operator, PlatformAdmin or SUPERUSER')
  .option('--operator-name <name>', "the operator's name in the lists (default: the user name)");

type Options = { name: string; email: string; permission?: string[]; operatorName?: string };

/** `npm run user:create`: creates a user with any permissions. Creates the first SUPERUSER, too. */
export async function run(args: string[]): Promise<number> {
  const {
    name,
    email,
    permission = [],
    operatorName,
  } = command.parse(args, { from: 'user' }).opts<Options>();
  const password = await readPassword();
  return withConsoleDatabase(async (db) => {
    const { id } = await createUser(db, {
      userName: name,
      email,
      permissions: permission,
      password,
      operatorName,
    });
    console.log(`Created user ${name} with id ${id}.`);
  });
}
