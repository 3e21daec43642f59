import type { Bench } from './bench-world';
import type { Figure } from './figure';
import { growth, listAgainstPg, overview } from './lists';
import { removal, removalsAtOnce } from './removals';
import { exportAsCsv, verification } from './streams';

/** What is measured, by its name. The log is verified first: the others add entries that are not signed. */
export const CASES: ReadonlyMap<string, (bench: Bench) => Promise<Figure>> = new Map([
  ['verification of the audit log', verification],
  ['export of account links as CSV', exportAsCsv],
  ['a list against the same statement by pg', listAgainstPg],
  ['overview', overview],
  ...growth,
  ['removal', removal],
  ['removals by ten clients at once', removalsAtOnce],
]);
