import { forgetFailures } from '@/domain/sign-in/forget-failures';
import { withConsoleDatabase } from '../database/with-console-database';
import { UserError } from '../setup/user-error.mjs';
import { parseOptions } from './input/parse-options';

const usage = `Usage: npm run user:unlock -- --name alice
Forgets the failed sign-ins under the name, so that the next try is not turned away.`;

/** `npm run user:unlock`: ends the wait after too many failed sign-ins under a name. */
export async function run(args: string[]): Promise<number> {
  const { name } = parseOptions({ args, options: { name: { type: 'string' } }, usage });
  if (!name) throw new UserError(usage);
  return withConsoleDatabase(async (db) => {
    const count = await forgetFailures(db, name);
    console.log(`Failed sign-ins of ${name} that were forgotten: ${count}.`);
  });
}
