import { forgetFailures } from '@/domain/sign-in/forget-failures';
import { withConsoleDatabase } from '../database/with-console-database';
import { UserError } from '../setup/user-error.mjs';
import { parseOptions } from './input/parse-options';

const usage = `Usage: npm run user:unlock -- --name alice
Removes the failed sign-ins under this name, so that the user can try again at once.`;

/**
 * `npm run user:unlock`: ends the wait after too many failed sign-ins under a name. The user need not exist.
 */
export async function run(args: string[]): Promise<number> {
  const { name } = parseOptions({ args, options: { name: { type: 'string' } }, usage });
  if (!name) throw new UserError(usage);
  return withConsoleDatabase(async (db) => {
    const count = await forgetFailures(db, name);
    console.log(`Removed ${count} failed sign-ins of ${name}.`);
  });
}
