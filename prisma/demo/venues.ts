import { venueNames } from './names';
import type { Random } from './random';
import type { DemoWorld } from './world';

const FIRST_OMS_ID = 4;
/** Without OMS 3, so that mchen stays its only operator. */
const NAMED_OMS_IDS = [1, 2];
const WITHOUT_OPERATOR = 2;

/**
 * Makes up OMSs and assigns operators to them. The last two OMSs have no operator, so that findings have
 * something to show.
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
