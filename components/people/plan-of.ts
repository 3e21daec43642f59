import type { PlanItem } from '../plan/plan-item';
import type { StateChange } from '../ui/state-changes';
import type { Access, AccessGroup } from './access';

const givesRights = ({ key }: Access) => key.startsWith('CoAdmin ');

/**
 * Returns the steps of a plan in an order in which actors never remove a right that they need for the next
 * step: kind by kind, with the role that gives rights over the others last.
 *
 * @param groups all the access that the person has
 * @param chosen keys of the access to remove
 */
export function stepsOf(groups: AccessGroup[], chosen: ReadonlySet<string>): PlanItem[] {
  return groups.flatMap(({ all }) =>
    all
      .filter(({ key }) => chosen.has(key))
      .toSorted((one, other) => Number(givesRights(one)) - Number(givesRights(other)))
      .flatMap(({ item }) => item ?? []),
  );
}

/**
 * Returns what a person has now and would have after the plan, for the kinds that the plan affects.
 *
 * @param groups all the access that the person has
 * @param items the steps of the plan
 */
export function changesOf(groups: AccessGroup[], items: PlanItem[]): StateChange[] {
  const keys = new Set(items.map(({ key }) => key));
  const isTaken = ({ key, takenBy = key }: Access) => keys.has(key) || keys.has(takenBy);
  return groups
    .filter(({ all }) => all.some(isTaken))
    .map(({ title, all, more }) => {
      const rest = more ? [`${more.count} more`] : [];
      return {
        label: title,
        now: [...all.map(({ words }) => words), ...rest],
        afterwards: [...all.filter((one) => !isTaken(one)).map(({ words }) => words), ...rest],
      };
    });
}
