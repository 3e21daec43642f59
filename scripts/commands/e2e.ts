import { browserPhase } from '../testing/browser-phase';
import { runChecks } from '../testing/run-checks';

/** `npm run e2e -- some.spec.ts`: all browser tests, or the named ones. */
export const run = (args: string[]) =>
  runChecks(({ folder, lifecycle }) => [browserPhase({ args, folder, lifecycle })]);
