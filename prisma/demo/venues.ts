import type { Random } from './random';
import { venueNames } from './words';
import type { DemoWorld } from './world';

const FIRST_OMS_ID = 4;
/** OMS 3 is left alone: mchen stays its only operator. */
const NAMED_OMS_IDS = [1, 2];
const WITHOUT_OPERATOR = 2;

/**
 * Makes up OMSs and says who manages which. The last ones are left without an operator on purpose.
 *
 * @param random makes the choices
 * @param operatorIds the made-up operators
 * @returns rows of OMSs and assignments
 */
export function makeUpVenues(
  random: Random,
  operatorIds: number[],
): Pick<DemoWorld, 'omses' | 'assignments'> {
  const omses = venueNames.map((name, index) => ({ id: FIRST_OMS_ID + index, name }));
  const managed = [...NAMED_OMS_IDS, ...omses.slice(0, -WITHOUT_OPERATOR).map(({ id }) => id)];
  const assignments = operatorIds.flatMap((operatorId) => {
    const hasDefault = random.percent(75);
    return random
      .pickSome(managed, random.whole(1, 3))
      .map((omsId, index) => ({ operatorId, omsId, isDefault: hasDefault && index === 0 }));
  });
  return { omses, assignments };
}
