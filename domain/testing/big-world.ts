import pg from 'pg';
import { fillBigWorld } from '@/prisma/big-world/fill';
import { createDatabase, withDatabase } from '@/prisma/client';
import { connectionSettings } from '@/prisma/connection-settings';
import { createTestDatabase } from '@/scripts/testing/test-database';
import { MAX_STATEMENT_MS } from '@/scripts/testing/unless-hung';
import type { Actor } from '../call/actor';
import { newActor } from './actors';
import { nodesOf, type PlanNode, planOf, statementsDuring } from './query-plans';

/** What reading something cost. */
export interface Cost {
  /** Blocks of tables and indexes, in memory or not. */
  blocks: number;
  /** Tables that were read from their beginning, not by an index, and how many rows of each. */
  scans: { table: string; rows: number }[];
}

/** A filled database, and an actor in it who sees everything. */
export interface FilledWorld {
  actor: Actor;
  /** Counts what the statements of `work` read. */
  costOf(work: () => Promise<unknown>): Promise<Cost>;
  drop(): Promise<void>;
}

/** As the console's own connections are set. */
const FOR_SHORT_READS = 'SET max_parallel_workers_per_gather = 0; SET jit = off';

function scanOf(node: PlanNode): Cost['scans'] {
  const table = node['Relation Name'];
  if (node['Node Type'] !== 'Seq Scan' || table === undefined) return [];
  const rows = node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0);
  return [{ table, rows: rows * node['Actual Loops'] }];
}

/** Makes a database with a big world, of the same rows each time. */
export async function makeFilledWorld(wanted: { links: number; entries: number }): Promise<FilledWorld> {
  const { url, drop } = await createTestDatabase();
  const client = new pg.Client(connectionSettings(url));
  await client.connect();
  await fillBigWorld(client, wanted);
  await client.query(FOR_SHORT_READS);
  const db = createDatabase(url, 2, MAX_STATEMENT_MS);
  const actor = await withDatabase(db, () => newActor({ permissions: ['SUPERUSER'] }));
  return {
    actor,
    async costOf(work) {
      const plans: PlanNode[] = [];
      for (const statement of await statementsDuring(() => withDatabase(db, work))) {
        plans.push(await planOf(client, statement));
      }
      return {
        blocks: plans.reduce((sum, plan) => sum + plan['Shared Hit Blocks'] + plan['Shared Read Blocks'], 0),
        scans: plans.flatMap(nodesOf).flatMap(scanOf),
      };
    },
    async drop() {
      await db.$disconnect();
      await client.end();
      await drop();
    },
  };
}
