import { quickPhases } from '../testing/phases';
import { prove } from '../testing/prove';

/** `npm run check`: the whole proof but the browser tests. */
export const run = () => prove(quickPhases);
