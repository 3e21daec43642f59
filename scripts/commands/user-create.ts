import { createUser } from '@/domain/users/create';
import { withConsoleDatabase } from '../database/with-console-database';
import { UserError } from '../setup/user-error.mjs';
import { parseOptions } from './input/parse-options';
import { readPassword } from './input/read-password';

const usage = `Usage: npm run user:create -- --name alice --email alice@example.com \\
  [--permission NAME]… [--operator-name "Alice A."]
Permissions: Operator, PlatformAdmin, SUPERUSER.
The command asks for the password, or reads it from standard input.`;

const options = {
  name: { type: 'string' },
  email: { type: 'string' },
  permission: { type: 'string', multiple: true },
  'operator-name': { type: 'string' },
} as const;

/** `npm run user:create`: creates a user with any permissions. Creates the first SUPERUSER, too. */
export async function run(args: string[]): Promise<number> {
  const {
    name,
    email,
    permission = [],
    'operator-name': operatorName,
  } = parseOptions({ args, options, usage });
  if (!name || !email) throw new UserError(usage);
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
