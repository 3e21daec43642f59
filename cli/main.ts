import { Command } from 'commander';
import { stringify } from 'lossless-json';
import { escapeHidden } from '@/domain/values/characters';
import { type CallOptions, payloadOf } from './payload';
import { call, login, logout } from './session';
import { readSettings } from './settings';

/**
 * `npx access-console`: makes documented calls over HTTP. Replies go to standard output as JSON; error
 * messages go to standard error, with exit status 1,
 * or 130 when the person stops a question.
 *
 * @returns exit status 0
 * @throws UserError with a message for the person at the terminal
 */
export async function run(args: string[]): Promise<number> {
  const settings = () => readSettings(process.env);
  const program = new Command('access-console')
    .description('Makes the documented calls of an Access Console, as ACCESS_CONSOLE_URL names it.')
    .showHelpAfterError();

  program
    .command('call <name>')
    .description('make one call, for example: call RemoveUserAccount --account windmill-main --user jdoaks')
    .option('--account <id or handle>', 'a number is an id, anything else a handle')
    .option('--user <id or name>', 'a number is an id, anything else a name')
    .option('--operator <id>')
    .option('--oms <id>')
    .option('--company <name>')
    .option('--role <names...>')
    .option('--permission <name>')
    .option('--default', 'the default assignment')
    .option('--no-default', 'not the default assignment')
    .option('--email-verified <true or false>', 'whether the user may sign in')
    .option('--json <object>', 'the request, or the keys that the options above do not cover')
    .option('--request-id <id>', 'sent again with the same id, a call is done once')
    .action(async (name: string, { requestId, ...options }: CallOptions & { requestId?: string }) => {
      const reply = await call(settings(), { call: name, payload: payloadOf(options), requestId });
      process.stdout.write(`${escapeHidden(stringify(reply, undefined, 2) ?? '')}
`);
    });

  program
    .command('login')
    .description('sign in, and keep the session for the next commands')
    .action(async () => void (await login(settings())));

  program
    .command('logout')
    .description('end the session that is kept')
    .action(() => logout(settings()));

  await program.parseAsync(args, { from: 'user' });
  return 0;
}
