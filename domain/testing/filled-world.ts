import pg from 'pg';
import { fillBigWorld } from '@/prisma/big-world/fill';
import { createDatabase, FOR_SHORT_READS, withDatabase } from '@/prisma/client';
import { connectionSettings } from '@/prisma/connection-settings';
import type { Actor } from '../call/actor';
import { newActor } from './actors';
import { blocksOf, nodesOf, type PlanNode, planOf, type Statement, statementsDuring } from './query-plans';

/** What reading something cost. */
interface Cost {
  /** Blocks of tables and indexes, in memory or not. */
  blocks: number;
  statements: Statement[];
  /** Tables that were read from their beginning, not by an index, and how many rows of each. */
  scans: { table: string; rows: number }[];
}

/** A filled database, and an actor in it who sees everything. */
export interface FilledWorld {
  actor: Actor;
  url: string;
  /** A connection of its own, set as the console's are but without a time limit. */
  client: pg.Client;
  /** Runs work with this database as the console's. */
  within<T>(work: () => Promise<T>): Promise<T>;
  /** Counts what the statements of `work` read. */
  costOf(work: () => Promise<unknown>): Promise<Cost>;
  close(): Promise<void>;
}

function scanOf(node: PlanNode): Cost['scans'] {
  const table = node['Relation Name'];
  if (node['Node Type'] !== 'Seq Scan' || table === undefined) return [];
  const rows = node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0);
  return [{ table, rows: rows * node['Actual Loops'] }];
}

/**
 * Fills a migrated, empty database with a big world, of the same rows each time.
 *
 * @param options `poolSize` and `timeLimitMs` are the console's own settings of its connections
 */
export async function fillWorld(
  url: string,
  wanted: Parameters<typeof fillBigWorld>[1],
  options: { poolSize?: number; timeLimitMs?: number; filling?: Parameters<typeof fillBigWorld>[2] } = {},
): Promise<FilledWorld> {
  const settings = connectionSettings(url);
  const client = new pg.Client({ ...settings, options: `${settings.options} ${FOR_SHORT_READS}` });
  await client.connect();
  await fillBigWorld(client, wanted, options.filling);
  const db = createDatabase(url, options.poolSize, options.timeLimitMs);
  const within = <T>(work: () => Promise<T>) => withDatabase(db, work);
  const actor = await within(() => newActor({ permissions: ['SUPERUSER'] }));
  return {
    actor,
    url,
    client,
    within,
    async costOf(work) {
      const statements = await statementsDuring(() => within(work));
      const plans: PlanNode[] = [];
      for (const statement of statements) plans.push(await planOf(client, statement));
      return {
        blocks: plans.reduce((sum, plan) => sum + blocksOf(plan), 0),
        statements,
        scans: plans.flatMap(nodesOf).flatMap(scanOf),
      };
    },
    async close() {
      await db.$disconnect();
      await client.end();
    },
  };
}
