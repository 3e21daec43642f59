import { browserPhase } from '../testing/browser-phase';
import { quickPhases } from '../testing/phases';
import { prove } from '../testing/prove';

/** `npm test`: the whole proof. */
export const run = () =>
  prove(({ folder, life }) => [...quickPhases({ folder, life }), browserPhase({ args: [], folder, life })]);
