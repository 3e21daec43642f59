import { forgetFailures } from '@/domain/sign-in/forget-failures';
import { withConsoleDatabase } from '../database/with-console-database';
import { npmScript, someText } from './input/npm-script';

const command = npmScript(
  'user:unlock',
  'Removes the failed sign-ins under a name, so that the user can try again at once.',
)
  .usage('--name alice')
  .requiredOption('--name <name>', 'user name', someText);

/**
 * `npm run user:unlock`: ends the wait after too many failed sign-ins under a name. The user need not exist.
 */
export async function run(args: string[]): Promise<number> {
  const { name } = command.parse(args, { from: 'user' }).opts<{ name: string }>();
  return withConsoleDatabase(async (db) => {
    const count = await forgetFailures(db, name);
    console.log(`Removed ${count} failed sign-ins of ${name}.`);
  });
}
