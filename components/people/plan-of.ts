import { MAX_STEPS } from '@/domain/plans/types';
import type { PlanItem } from '../plan/plan-item';
import type { Selection } from '../selection/use-selection';
import { nameOf } from '../ui/named';
import { counted } from '../ui/names';
import type { StateChange } from '../ui/state-changes';
import type { Access, AccessGroup } from './access-group';
import { byRisk } from './by-risk';

const givesRights = ({ key }: Access) => key.startsWith('CoAdmin ');

/** Whether the removal of another chosen access includes this one. */
export const isTakenAlong = ({ takenBy }: Access, chosen: ReadonlySet<string>) =>
  takenBy !== undefined && chosen.has(takenBy);

/** The keys of what is selected. */
export const keysOf = ({ rows }: Pick<Selection<Access>, 'rows'>): ReadonlySet<string> =>
  new Set(rows.map(({ key }) => key));

/** All access that the actor can select, in the order of the page. */
export const offeredOf = (groups: AccessGroup[]): Access[] => {
  const offered = byRisk(groups).flatMap(({ access }) => (access.item ? access : []));
  const keys = keysOf({ rows: offered });
  return offered.filter((access) => !isTakenAlong(access, keys));
};

/**
 * As much of it as one plan takes. If that is not all, sign-in and permissions come first: without them the rest is of
 * less use.
 *
 * @param most how many steps the plan has left
 */
export const mostOf = (groups: AccessGroup[], most = MAX_STEPS): Access[] => {
  const offered = offeredOf(groups);
  if (offered.length <= most) return offered;
  const order = groups.toReversed().flatMap(({ all }) => all.map(({ key }) => key));
  return offered.toSorted((one, other) => order.indexOf(one.key) - order.indexOf(other.key)).slice(0, most);
};

/** What is chosen, by kind: "1 account, 2 roles, sign-in". */
export function summaryOf(groups: AccessGroup[], chosen: ReadonlySet<string>): string {
  return groups
    .flatMap(({ kind, nouns, all }) => {
      const ticked = all.filter(({ key }) => chosen.has(key));
      if (nouns) return ticked.length > 0 ? counted(ticked.length, ...nouns) : [];
      return ticked.map((access) => (access.kind ?? kind).toLowerCase());
    })
    .join(', ');
}

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
      .filter((access) => chosen.has(access.key) && !isTakenAlong(access, chosen))
      .toSorted((one, other) => Number(givesRights(one)) - Number(givesRights(other)))
      .flatMap(({ item }) => item ?? []),
  );
}

/** The steps that remove as much (`mostOf`). */
export const mostStepsOf = (groups: AccessGroup[], most?: number): PlanItem[] =>
  stepsOf(groups, keysOf({ rows: mostOf(groups, most) }));

/** How much the actor could remove, with what only a list shows. */
export const countOf = (groups: AccessGroup[]): number =>
  groups
    .filter(({ all }) => all.some(({ item }) => item))
    .reduce((count, { more }) => count + (more?.count ?? 0), offeredOf(groups).length);

/** In a list under a heading, the name says enough: "Derivatives" instead of "OMS 3, Derivatives". */
const briefWords = ({ named, before, words }: Access) => (named && !before ? nameOf(named) : words);

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
    .map(({ title, all, more, none, isPartial }) => {
      const rest = more ? [`${more.count} more`] : [];
      const afterwards = [...all.filter((one) => !isTaken(one)).map(briefWords), ...rest];
      return {
        label: title,
        isPartial,
        now: [...all.map(briefWords), ...rest],
        afterwards: none && afterwards.length === 0 ? [none] : afterwards,
      };
    });
}
