import { quickPhases } from '../testing/phases';
import { runChecks } from '../testing/run-checks';

/** `npm run check`: all checks except the browser tests. */
export const run = () => runChecks(quickPhases);
