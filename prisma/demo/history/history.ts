import { createRandom } from '../random';
import type { DemoWorld } from '../world';
import { actsOf, auditExports, refusals, signInChanges, usersToBlock } from './attempts';
import { type LostRows, LostRowsMaker } from './lost-rows';
import type { PastCall } from './past-call';
import { INCIDENT, incident, leaving, singleRemovals } from './removals';
import { type Planned, schedule } from './schedule';

const SEED = 20_261_101;
const INCIDENT_DAYS_AGO = 3;

/** What happened in the demo before it starts. */
export interface History {
  /** Rows that the world had before, and that the history removes. */
  lost: LostRows;
  /** Users who could sign in before, and whom the history blocks. */
  couldSignIn: number[];
  /** In the order of time. */
  calls: PastCall[];
}

/** Puts the parts of a list between those of another, evenly. */
function mix(one: readonly Planned[], other: readonly Planned[]): Planned[] {
  const mixed = [...one];
  for (const [index, part] of other.entries()) {
    mixed.splice(Math.round(((index + 0.5) * one.length) / other.length) + index, 0, part);
  }
  return mixed;
}

/**
 * Makes up what happened in the last 29 days: 84 entries of the audit log, after which the rows are those of
 * the world. The same day gives the same history.
 *
 * @param world all rows of the demo, as they are after the history
 * @param now the history ends on the day before
 */
export function makeHistory(world: DemoWorld, now: Date): History {
  const random = createRandom(SEED);
  const maker = new LostRowsMaker(random, world);
  const { single, restored } = singleRemovals(maker);
  const [first, second, third] = usersToBlock(world);
  const others: Planned[] = [
    ...refusals.map((act) => ({ act })),
    { act: leaving(maker), reason: 'left_company' },
    ...signInChanges([first, second, third]).map((act) => ({ act, reason: 'security_incident' as const })),
    { act: leaving(maker), reason: 'left_company' },
    ...auditExports.map((act) => ({ act, hasNoReason: true })),
  ];
  const usual = mix(
    actsOf(single, restored).map((act) => ({ act })),
    random.pickSome(others, others.length),
  );
  const planned: Planned[] = [
    ...usual,
    { act: incident(maker), daysAgo: INCIDENT_DAYS_AGO, reason: 'security_incident', details: INCIDENT },
  ];
  return {
    lost: maker.rows,
    couldSignIn: [first, second],
    calls: schedule(random, planned, now),
  };
}
