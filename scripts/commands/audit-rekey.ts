import { changeAuditKey } from '@/domain/audit-entries/change-key';
import { keysOf } from '@/domain/call/audit/keys';
import { type Env, parseEnv } from '@/env';
import { withConsoleDatabase } from '../database/with-console-database';
import { toProcessEnv } from '../setup/settings';
import { UserError } from '../setup/user-error.mjs';
import { askHidden, readLine } from './input/ask';
import { npmScript, someText } from './input/npm-script';

const command = npmScript(
  'audit:rekey',
  'Asks for a new audit key, or reads it from standard input: 32 characters or more, for example the output of ' +
    '`openssl rand -base64 48`. Stop the console and the gateway first.',
)
  .usage('--name alice --reason "Ticket 4711"')
  .requiredOption('--name <name>', 'user name of a SUPERUSER', someText)
  .requiredOption('--reason <text>', 'recorded in the audit log, such as "Ticket 4711"', someText);

/** The settings that the console needs after the change. */
function settingsAfter(env: Env, newKey: string): Env {
  const previous = [env.AUDIT_KEY, ...(env.AUDIT_PREVIOUS_KEYS ?? [])];
  if ([newKey, ...previous].some((key) => key.includes(','))) {
    throw new UserError(
      'No key, old or new, may contain a comma: AUDIT_PREVIOUS_KEYS separates keys by commas.',
    );
  }
  return parseEnv({ ...toProcessEnv(env), AUDIT_KEY: newKey, AUDIT_PREVIOUS_KEYS: previous.join(',') });
}

/** `npm run audit:rekey`: adds an entry, signed with the old audit key, after which the new key signs. */
export async function run(args: string[]): Promise<number> {
  const { name, reason } = command.parse(args, { from: 'user' }).opts<{ name: string; reason: string }>();
  const typed = process.stdin.isTTY ? await askHidden('New audit key:') : await readLine();
  if (!typed) throw new UserError('No key was given: type one, or send it as one line on standard input.');
  return withConsoleDatabase(async (db, env) => {
    Object.assign(process.env, toProcessEnv(env));
    const newKey = keysOf(settingsAfter(env, typed)).own;
    const { from, to } = await changeAuditKey(db, { userName: name, reason, newKey });
    console.log(`The audit key has changed: entries from now on need the new one (fingerprint ${to}).
Before you start again, set AUDIT_KEY to the new key and put the old one (fingerprint ${from}) first in
AUDIT_PREVIOUS_KEYS, which needs every key that ever signed this log.`);
  });
}
