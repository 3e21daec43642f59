import type { PlanItem, StateChange } from '../plan/plan-item';
import type { Access, AccessGroup } from './access';

const givesRights = ({ key }: Access) => key.startsWith('CoAdmin ');

/**
 * The steps of a plan, in an order in which nobody takes from himself what he needs for the next one: kind by kind,
 * the role that gives rights over the others last.
 *
 * @param groups everything he can do
 * @param chosen keys of what is to be taken
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
 * What somebody has now and would have once a plan is done, of the kinds that the plan touches.
 *
 * @param groups everything he can do
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
