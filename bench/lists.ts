import { getOverview } from '@/domain/overview/get';
import { contextOf } from '@/domain/testing/actors';
import { FEW_BLOCKS, firstPages, readFirstPage } from '@/domain/testing/first-pages';
import { type Bench, type SizedWorld, SMALL_LINKS } from './bench-world';
import type { Figure } from './figure';
import { timesInTurn } from './measure';

const readIn = (world: SizedWorld, name: string) => () =>
  world.within(() => readFirstPage(world.actor, world.links, name));

async function growthOf(
  { small, large, rounds, signal }: Bench,
  { name, maxGrowth }: { name: string; maxGrowth: number },
): Promise<Figure> {
  const times = await timesInTurn(
    { small: readIn(small, name), large: readIn(large, name) },
    { rounds, signal },
  );
  const blocks = {
    small: (await small.costOf(() => readFirstPage(small.actor, small.links, name))).blocks,
    large: (await large.costOf(() => readFirstPage(large.actor, large.links, name))).blocks,
  };
  return {
    values: {
      'small ms': times.small.median,
      'large ms': times.large.median,
      'large ms, slowest tenth': times.large.high,
      'small blocks': blocks.small,
      'large blocks': blocks.large,
    },
    checks: [
      {
        name: 'growth of time',
        value: times.large.median / times.small.median,
        atMost: maxGrowth,
      },
      { name: 'growth of blocks', value: blocks.large / Math.max(blocks.small, FEW_BLOCKS), atMost: 2 },
    ],
  };
}

/** How the first page of each list, order, filter, search and finding grows from the small world to the large one. */
export const growth = new Map(
  [...firstPages(SMALL_LINKS)].map(([name, { request }]) => {
    const maxGrowth = 'search' in request ? 2 : 1.3;
    return [name, (bench: Bench) => growthOf(bench, { name, maxGrowth })];
  }),
);

/** A list against the same statement by `pg`. */
export async function listAgainstPg({ large, rounds, signal }: Bench): Promise<Figure> {
  const name = 'account-links by user asc';
  const { statements } = await large.costOf(readIn(large, name));
  const [statement] = statements;
  const times = await timesInTurn(
    {
      list: readIn(large, name),
      pg: () => large.client.query(statement?.text ?? '', statement?.values ?? []),
    },
    { rounds: rounds * 5, signal },
  );
  return {
    values: { 'list ms': times.list.median, 'pg ms': times.pg.median },
    checks: [
      { name: 'ratio', value: times.list.median / times.pg.median, atMost: 1.3 },
      { name: 'round trips', value: statements.length, atMost: 1 },
    ],
  };
}

export async function overview({ small, large, rounds, signal }: Bench): Promise<Figure> {
  const read = (world: SizedWorld) => () => world.within(() => getOverview.run(world.actor, {}, contextOf()));
  const times = await timesInTurn({ small: read(small), large: read(large) }, { rounds, signal });
  const { statements, blocks } = await large.costOf(read(large));
  return {
    values: { 'small ms': times.small.median, blocks },
    checks: [
      { name: 'large ms', value: times.large.median, atMost: 50 },
      // The session is read before.
      { name: 'round trips', value: statements.length + 1, atMost: 4 },
    ],
  };
}
