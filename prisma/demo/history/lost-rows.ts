import type { RoleName } from '@/domain/companies/types';
import type { Random } from '../random';
import type { DemoWorld } from '../world';

/** Rows that were there before the demo's history, which removes them. */
export type LostRows = Pick<DemoWorld, 'assignments' | 'links' | 'roles'>;

const [WINDMILL_FARM, JONES_INVESTMENTS] = [1, 2];
const FIRST_MADE_UP = 101;

/** Picks `count` different pairs that no row has yet. */
function pickPairs(
  count: number,
  from: { pairs: () => [number, number]; taken: Set<string> },
): [number, number][] {
  const picked: [number, number][] = [];
  while (picked.length < count) {
    const pair = from.pairs();
    if (from.taken.has(pair.join())) continue;
    from.taken.add(pair.join());
    picked.push(pair);
  }
  return picked;
}

/** Makes up rows for the history to remove. They refer to made-up users, and to no row of the world. */
export class LostRowsMaker {
  readonly rows: LostRows = { assignments: [], links: [], roles: [] };
  readonly #taken: { assignments: Set<string>; links: Set<string>; roles: Set<string> };
  readonly #operators: number[];
  readonly #customers: number[];

  constructor(
    readonly random: Random,
    readonly world: DemoWorld,
  ) {
    this.#taken = {
      assignments: new Set(world.assignments.map(({ operatorId, omsId }) => `${operatorId},${omsId}`)),
      links: new Set(world.links.map(({ userId, accountId }) => `${userId},${accountId}`)),
      roles: new Set(world.roles.map(({ userId, companyId }) => `${userId},${companyId}`)),
    };
    const isMadeUp = ({ id }: { id: number }) => id >= FIRST_MADE_UP;
    this.#operators = world.operators.filter(isMadeUp).map(({ id }) => id);
    const operators = new Set(this.#operators);
    const customers = world.users.filter((user) => isMadeUp(user) && user.emailVerified);
    this.#customers = customers.map(({ id }) => id).filter((id) => !operators.has(id));
  }

  customer(): number {
    return this.random.pick(this.#customers);
  }

  assignments(count: number, omsIds: readonly number[]) {
    const pairs = (): [number, number] => [this.random.pick(this.#operators), this.random.pick(omsIds)];
    const picked = pickPairs(count, { pairs, taken: this.#taken.assignments });
    const rows = picked.map(([operatorId, omsId]) => ({ operatorId, omsId, isDefault: false }));
    this.rows.assignments.push(...rows);
    return rows;
  }

  links(count: number, from: { accountIds: readonly number[]; userId?: number }) {
    const pairs = (): [number, number] => [from.userId ?? this.customer(), this.random.pick(from.accountIds)];
    const picked = pickPairs(count, { pairs, taken: this.#taken.links });
    const rows = picked.map(([userId, accountId]) => ({ userId, accountId }));
    this.rows.links.push(...rows);
    return rows;
  }

  roles(count: number, from: { companyIds: readonly number[]; role?: RoleName; userId?: number }) {
    const pairs = (): [number, number] => [from.userId ?? this.customer(), this.random.pick(from.companyIds)];
    const picked = pickPairs(count, { pairs, taken: this.#taken.roles });
    const rows = picked.map(([userId, companyId]) => ({
      userId,
      companyId,
      role: from.role ?? this.random.pick(['CoShareholder', 'CoAgent'] as const),
    }));
    this.rows.roles.push(...rows);
    return rows;
  }

  /** The companies that are named, and those that are made up. */
  get companies() {
    const madeUp = this.world.companies.map(({ id }) => id).filter((id) => id > JONES_INVESTMENTS + 1);
    return { windmill: [WINDMILL_FARM], jones: [JONES_INVESTMENTS], madeUp };
  }
}
