import { browserPhase } from '../testing/browser-phase';
import { quickPhases } from '../testing/phases';
import { runChecks } from '../testing/run-checks';

/** `npm test`: all checks. */
export const run = () =>
  runChecks(({ folder, lifecycle }) => [
    ...quickPhases({ folder, lifecycle }),
    browserPhase({ args: [], folder, lifecycle }),
  ]);
