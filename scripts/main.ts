import { UserError } from './setup/user-error.mjs';

interface Command {
  run(args: string[]): Promise<number>;
}

// Each command is loaded only when it runs: most commands need few of these modules.
const commands: Record<string, () => Promise<Command>> = {
  start: () => import('./commands/start'),
  dev: () => import('./commands/dev'),
  gateway: () => import('./commands/gateway'),
  cli: () => import('@/cli/main'),
  build: () => import('./commands/build'),
  check: () => import('./commands/check'),
  test: () => import('./commands/test'),
  e2e: () => import('./commands/e2e'),
  pictures: () => import('./commands/pictures'),
  faults: () => import('./commands/faults'),
  bench: () => import('./commands/bench'),
  'db-seed': () => import('./commands/db-seed'),
  'demo-reset': () => import('./commands/demo-reset'),
  'demo-tamper': () => import('./commands/demo-tamper'),
  'audit-verify': () => import('./commands/audit-verify'),
  'audit-rekey': () => import('./commands/audit-rekey'),
  'user-create': () => import('./commands/user-create'),
  'user-password': () => import('./commands/user-password'),
  'user-unlock': () => import('./commands/user-unlock'),
};

/**
 * Runs one of the commands behind the npm scripts.
 *
 * @returns exit code
 * @throws UserError when there is no such command, and everything that the command throws
 */
export async function main(name: string | undefined, args: string[]): Promise<number> {
  const load = commands[name ?? ''];
  if (!load)
    throw new UserError(`There is no command "${name}". Commands: ${Object.keys(commands).join(', ')}.`);
  return (await load()).run(args);
}
