import { browserPhase } from '../testing/browser-phase';
import { prove } from '../testing/prove';

/** `npm run e2e -- some.spec.ts`: the browser tests only, or some of them. */
export const run = (args: string[]) => prove(({ folder, life }) => [browserPhase({ args, folder, life })]);
